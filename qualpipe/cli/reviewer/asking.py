"""How a password gets in: typed unseen, or from standard input; never as an argument."""

import sys

import click

from qualpipe.model import QualpipeError


def password(name: str, *, from_stdin: bool) -> str:
    """Return the password that was typed or piped in; '' if there is nobody to ask."""
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
        if not given:
            raise QualpipeError("--password-stdin: there is no password on standard input")
        return given
    if not sys.stdin.isatty():
        return ""
    typed: str = click.prompt(
        f"Password of {name} (return: none)",
        default="",
        show_default=False,
        hide_input=True,
        confirmation_prompt="Once more",
        err=True,
    )
    return typed
