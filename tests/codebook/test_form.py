"""The form of a codebook is the same for the reader, for editors and for the model."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from ruamel.yaml import YAML

from qualpipe.codebook import schema
from qualpipe.codebook.form import CODE
from qualpipe.model import Code

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "codebooks"
DATA = ROOT / "tests" / "data" / "codebooks"


def values(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


def test_the_form_has_the_fields_of_a_code_in_their_order() -> None:
    assert [field.name for field in fields(Code)] == list(CODE)


def test_the_shipped_schema_is_that_of_the_reader() -> None:
    file = SHIPPED / "codebook.schema.json"
    same = json.loads(file.read_text("utf-8")) == json.loads(json.dumps(schema()))
    assert same, f"write json.dumps(schema(), ensure_ascii=False, indent=2) to {file.name}"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "path", [*SHIPPED.glob("*.yaml"), DATA / "plain.yaml", DATA / "remarks.yaml"]
)
def test_editors_accept_what_the_reader_accepts(path: Path) -> None:
    assert list(Draft202012Validator(schema()).iter_errors(values(path))) == []


@pytest.mark.parametrize(
    "code",
    [
        {"name": "no id"},
        {"id": "two words"},
        {"id": "a", "keyword": ["b"]},
        {"id": "a", "colour": "red"},
        {"id": "a", "share": 15},
        {"id": "a", "name": {"fr": "b"}},
        {"id": "a", "examples": [{"She said": "no"}]},
    ],
)
def test_editors_refuse_what_the_reader_refuses(code: dict[str, Any]) -> None:
    assert not Draft202012Validator(schema()).is_valid({"codes": [code]})


@pytest.mark.parametrize("name", ["counter-examples", "color", "keywords"])
def test_editors_accept_other_spellings(name: str) -> None:
    code = {"id": "屋企", name: "#fff"}
    assert Draft202012Validator(schema()).is_valid({"codes": [code], "version": 1.10, "mine": 1})
