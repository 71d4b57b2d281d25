"""`qualpipe doctor`: whether this installation has what it needs."""

from pathlib import Path

import click

from qualpipe.cli import options, table

_COLUMNS = ("check", "state", "remedy", "says")
_STATES = {"True": "ok", "False": "FAILS", "None": "optional"}


@click.command("doctor")
@options.project_folder
@options.output_format
def command(folder: Path, form: str) -> None:
    """Check the installation: codebooks, encoder, segmenter, folder, optional parts.

    Example: qualpipe doctor
    """
    from qualpipe.project.checkup import check_up

    findings = check_up(folder)
    rows = [{**one, "state": _STATES[str(one["ok"])]} for one in findings]
    table.write(rows, form=form, columns=_COLUMNS, about={"command": "doctor"})
    if any(one["ok"] is False for one in findings):
        click.get_current_context().exit(1)
