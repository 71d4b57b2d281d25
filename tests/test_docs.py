"""The documents say what the program does."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import click
import pytest

from qualpipe.cli import COMMANDS, qualpipe

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def commands(group: click.Group, path: str = "qualpipe") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


ALL = dict(commands(qualpipe))


def test_the_page_of_commands_is_their_help() -> None:
    spec = spec_from_file_location("make_cli", ROOT / "docs" / "make_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == module.page(), "run: make docs"


@pytest.mark.parametrize("path", ALL)
def test_every_command_explains_itself_with_an_example(path: str) -> None:
    command = ALL[path]
    assert command.help
    if not isinstance(command, click.Group):
        assert f"Example: {path}" in command.help


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says_of_itself(name: str) -> None:
    said = " ".join((ALL[f"qualpipe {name}"].help or "").split())
    assert said.startswith(COMMANDS[name])


@pytest.mark.parametrize("path", [path for path in ALL if path.count(" ") == 1])
def test_the_readme_names_every_command(path: str) -> None:
    assert path in README


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_the_python_in_the_readme_runs(block: str, tmp_path: Path) -> None:
    program = block.replace("corpora_samples/", f"{ROOT}/corpora_samples/")
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_links_in_the_documents_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_what_lands_names_no_machine() -> None:
    named = re.compile(r"/root/|/work/|/home/\w+/")
    kinds = {".py", ".md", ".toml", ".yaml", ".txt", ".json", ".csv"}
    for path in ROOT.rglob("*"):
        if {".venv", ".git", "build", ".hypothesis"} & set(path.parts) or path.suffix not in kinds:
            continue
        if path.is_file() and path.name != Path(__file__).name and ".egg-info" not in str(path):
            assert not named.search(path.read_text("utf-8", "replace")), path
