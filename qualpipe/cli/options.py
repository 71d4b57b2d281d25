"""Options that two commands or more share."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from qualpipe.project import Project
    from qualpipe.project.summary import Summary

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("table", "json", "csv")


def project_folder(command: Command) -> Command:
    """Add --project: the folder that holds qualpipe.toml and qualpipe.db."""
    return click.option(
        "--project",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help="Folder of the project (default: this one).",
    )(command)


def output_format(command: Command) -> Command:
    """Add --format: how the answer is written on standard output."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        help="How to write the answer (default: table).",
    )(command)


def reading(command: Command) -> Command:
    """Add the options that say how files are read."""
    for option in (
        click.option("--encoding", help="Encoding of the text files, e.g. big5hkscs."),
        click.option(
            "--participant",
            "participants",
            multiple=True,
            metavar="NAME",
            help="Label of a participant, where the guess is wrong; may be repeated.",
        ),
        click.option(
            "--interviewer",
            "interviewers",
            multiple=True,
            metavar="NAME",
            help="Label of an interviewer, where the guess is wrong; may be repeated.",
        ),
        click.option(
            "--unit",
            type=click.Choice(["passage", "sentence", "turn"]),
            help="What a code is given to (default: passage).",
        ),
        click.option(
            "--speakers",
            type=click.Choice(["participants", "all"]),
            help="Whose turns are coded (default: participants); all count for the participant.",
        ),
        click.option("--jobs", type=click.IntRange(0), help="Processes (0: as many as pay off)."),
    ):
        command = option(command)
    return command


def elsewhere(command: Command) -> Command:
    """Add the options that let other machines do a part of the work."""
    for option in (
        click.option(
            "--allow-remote",
            is_flag=True,
            help="Let interviews be sent to a server that is not in this house; it is recorded.",
        ),
        click.option(
            "--cluster",
            metavar="URL",
            help="Have the workers of a Dask scheduler compare meanings, e.g. tcp://10.0.0.4:8786.",
        ),
    ):
        command = option(command)
    return command


def open_project(folder: Path, *, create: bool, **flags: object) -> "Project":
    """Open the project in a folder; `flags` that were given win over all other settings."""
    from qualpipe.project import Project

    return Project.open(folder, flags=flags, environment=os.environ, create=create)


def open_to_read(paths: Sequence[Path], folder: Path, **flags: object) -> "Project":
    """Open the project in a folder, or make it there, unless there is nothing to read."""
    from qualpipe.project import files_in

    files_in(paths)
    return open_project(folder, create=bool(paths), **flags)


def as_it_was(folder: Path, paths: Sequence[Path], **flags: object) -> "Summary | None":
    """Return what the last run answered, if nothing changed since; the project stays shut."""
    from qualpipe.project import as_it_was

    return as_it_was(folder, paths, flags=flags, environment=os.environ)


def keep_flags(project: "Project", *, read: bool = True) -> None:
    """Put down the settings of a project that was made just now, with the flags that made it.

    It is done before the files are `read`, so that a kill does not lose them; but with an encoding
    only when it is known that all could be read, since it may be why they could not.
    """
    from qualpipe.project.settings import given, write_template

    if project.settings.encoding and not read:
        return
    flags = given(project.settings, project.origins)
    if project.failures():
        flags.pop("encoding", None)
    write_template(project.folder, flags)


def tell_of_passing(folder: Path, **flags: object) -> None:
    """Say which flags are not in force for the next run, which may code by another codebook."""
    from qualpipe.project.settings import FILE, PASSING, resolve

    place = folder.resolve()
    kept = resolve(place, flags={}, environment=os.environ)[0].record()
    made = resolve(place, flags=flags, environment=os.environ)[0].record()
    for name, value in made.items():
        if value != kept[name] and name not in PASSING:
            click.echo(
                f"Note: {name} = {value!r} was for this run alone; the next one goes by "
                f"{kept[name]!r} again. To keep it, write it into {FILE}.",
                err=True,
            )
