"""`qualpipe review serve`: the pages for a team."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options
from qualpipe.cli.review import until_stopped

if TYPE_CHECKING:
    from qualpipe.project import Project
    from qualpipe.web.serving import Place

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("serve")
@click.option("--host", default="127.0.0.1", help="Address to serve at (default: 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, help="Default: 8765.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name that browsers reach it by; may be repeated. Others are refused.",
)
@click.option("--tls-cert", type=_FILE, help="Certificate (PEM); needed for other computers.")
@click.option("--tls-key", type=_FILE, help="The certificate's key (PEM).")
@click.option(
    "--insecure-plain-http",
    is_flag=True,
    help="Serve other computers without TLS: passwords and interviews can be read on the way.",
)
@options.project_folder
def command(
    *,
    host: str,
    port: int,
    names: tuple[str, ...],
    tls_cert: Path | None,
    tls_key: Path | None,
    insecure_plain_http: bool,
    folder: Path,
) -> None:
    """Let a team of named reviewers in, each with a password.

    Who may come in is said by `qualpipe reviewer add`; there is no signing up. Other computers
    are let in over TLS only.

    Example: qualpipe review serve --host 192.168.1.5 --tls-cert cert.pem --tls-key key.pem
    """
    from qualpipe.web.serving import Place

    place = Place(
        host=host,
        port=port,
        names=names,
        certificate=tls_cert,
        key=tls_key,
        plain=insecure_plain_http,
    )
    with options.open_project(folder, create=False) as project:
        _serve(project, place)


def _serve(project: "Project", place: "Place") -> None:
    from qualpipe.model import QualpipeError
    from qualpipe.project.reviewing import people
    from qualpipe.web.serving import serve

    team = [one.name for one in people.reviewers(project) if not one.retired]
    if not team:
        raise QualpipeError("nobody could log in; add reviewers: qualpipe reviewer add NAME")

    def announce(address: str) -> None:
        click.echo(address)
        click.echo(f"For {', '.join(team)}. Ctrl+C ends it.", err=True)

    until_stopped(
        lambda: serve(
            project,
            place,
            clock=lambda: datetime.now(UTC).astimezone(),
            solo="",
            announce=announce,
        )
    )
