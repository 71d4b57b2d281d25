from pathlib import Path

import pytest

from qualpipe.model import QualpipeError
from qualpipe.project.settings import NAMES, TEMPLATE, Settings, resolve


def test_the_template_holds_every_setting_and_changes_none(tmp_path: Path) -> None:
    for name in NAMES:
        assert f"# {name} = " in TEMPLATE
    (tmp_path / "qualpipe.toml").write_text(TEMPLATE, "utf-8")
    settings, origins = resolve(tmp_path, flags={}, environment={})
    assert settings == Settings()
    assert set(origins.values()) == {"default"}


def test_the_template_with_every_line_in_force_is_valid(tmp_path: Path) -> None:
    lines = TEMPLATE.splitlines()[1:]
    (tmp_path / "qualpipe.toml").write_text("\n".join(one[2:] for one in lines), "utf-8")
    settings, origins = resolve(tmp_path, flags={}, environment={})
    assert settings.interviewers == ("Mary", "陳姑娘")
    assert set(origins.values()) == {"qualpipe.toml"}


def test_each_setting_knows_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "qualpipe.toml").write_text('unit = "turn"\nencoding = "big5hkscs"\n', "utf-8")
    settings, origins = resolve(
        tmp_path,
        flags={"unit": "sentence", "codebook": None, "interviewers": ()},
        environment={"QUALPIPE_JOBS": "2", "QUALPIPE_INTERVIEWERS": "Mary, 陳姑娘"},
    )
    assert (settings.unit, settings.encoding, settings.jobs) == ("sentence", "big5hkscs", 2)
    assert settings.interviewers == ("Mary", "陳姑娘")
    assert origins["unit"] == "flag --unit"
    assert origins["encoding"] == "qualpipe.toml"
    assert origins["jobs"] == "environment QUALPIPE_JOBS"
    assert origins["codebook"] == "default"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("unit = ", "qualpipe.toml"),
        ('unit = "word"', "qualpipe.toml: unit = 'word': it may be passage, sentence, turn"),
        ("jobs = -1", "qualpipe.toml: jobs = -1"),
        ("jobs = true", "jobs = True: it is a whole number from 0 to 256"),
        ("codebook = 3", "codebook = 3: write it in quotes"),
        ('interviewers = "陳姑娘"', "interviewers = '陳姑娘': write a list of words"),
        ('colour = "red"\nunit = "字"', "unit = '字': it may be passage, sentence, turn"),
        ("allow_remote = true", "qualpipe.toml: allow_remote is said run by run"),
        ('colour = "red"', "no setting is called 'colour'; known: codebook"),
    ],
)
def test_a_fault_in_the_file_names_the_place(tmp_path: Path, file: str, message: str) -> None:
    (tmp_path / "qualpipe.toml").write_text(file, "utf-8")
    with pytest.raises(QualpipeError) as caught:
        resolve(tmp_path, flags={}, environment={})
    assert message in str(caught.value)


def test_that_interviews_may_go_outside_holds_for_one_run(tmp_path: Path) -> None:
    settings, origins = resolve(tmp_path, flags={"allow_remote": True}, environment={})
    assert settings.allow_remote
    assert "allow_remote" not in origins
    with pytest.raises(QualpipeError, match="QUALPIPE_ALLOW_REMOTE: allow_remote is said run by"):
        resolve(tmp_path, flags={}, environment={"QUALPIPE_ALLOW_REMOTE": "true"})
