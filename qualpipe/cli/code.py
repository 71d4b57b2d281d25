"""`qualpipe code`: from raw files to suggested codes with evidence."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options, progress, summary

if TYPE_CHECKING:
    from qualpipe.project.steps.opinions import Request
    from qualpipe.project.summary import Summary

SOME_FAILED = 3


@click.command("code")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--codebook", help="A codebook file, or the name of a shipped one.")
@click.option("--encoder", help="What compares meanings: bundled, or the path of a model.")
@click.option(
    "--llm",
    metavar="URL",
    help="Ask a language model on this machine for a second opinion, e.g. "
    "http://127.0.0.1:11434/v1 (any server that speaks OpenAI's protocol).",
)
@click.option("--llm-model", default="default", help="The model's name at that server.")
@options.elsewhere
@options.reading
@options.project_folder
@options.output_format
def command(
    paths: tuple[Path, ...],
    *,
    folder: Path,
    form: str,
    llm: str | None,
    llm_model: str,
    allow_remote: bool,
    **flags: object,
) -> None:
    """Read transcripts and suggest codes for them.

    PATHS are files or folders of interviews (txt, md, docx, srt, vtt, json, csv, xlsx, cha, eaf,
    TextGrid, pdf). The project, qualpipe.toml and qualpipe.db, is made in this folder if it is not
    there. A second run does only what is new or changed.

    Example: qualpipe code transcripts/ --codebook my.yaml --unit sentence
    """
    flags["allow_remote"] = allow_remote
    asked = _request(llm, llm_model, allow_remote=allow_remote) if llm else None
    result = None if asked else options.as_it_was(folder, paths, **flags)
    if result is None:
        result = _coded(folder, paths, flags, form=form, asked=asked)
    else:
        summary.show(result, form=form)
    options.tell_of_passing(folder, **flags)
    if result.failures:
        click.get_current_context().exit(SOME_FAILED)


def _request(url: str, model: str, *, allow_remote: bool) -> "Request":
    from qualpipe.project.steps.opinions import Request

    return Request(url=url, model=model, allow_remote=allow_remote)


def _coded(
    folder: Path,
    paths: Sequence[Path],
    flags: Mapping[str, object],
    *,
    form: str,
    asked: "Request | None",
) -> "Summary":
    """Read and code, show what came of it, and leave what answers the same question at once."""
    from qualpipe.project import leave_receipt

    with options.open_to_read(paths, folder, **flags) as project:
        project.check()
        options.keep_flags(project, read=False)
        with progress.watching() as watch:
            files = project.ingest(paths, watch=watch)
            result = project.code(files=files, watch=watch)
            heard = project.second_opinion(asked, watch=watch) if asked else None
        summary.show(result, form=form, heard=heard)
        options.keep_flags(project)
        leave_receipt(project, paths)
    return result
