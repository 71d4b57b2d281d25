"""`qualpipe completion`: the shell's tab key."""

import click

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print the script that makes the tab key complete qualpipe's commands.

    Example: qualpipe completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    from qualpipe.cli import qualpipe

    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"this version of click cannot complete for {shell}")
    click.echo(script(qualpipe, {}, "qualpipe", "_QUALPIPE_COMPLETE").source())
