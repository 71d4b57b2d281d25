"""The form of a codebook file: which fields there are and what each may hold."""

import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from qualpipe.codebook.languages import named, tags
from qualpipe.model import Language
from qualpipe.model.codebook import CODE_ID

ALSO = {
    "color": "colour",
    "counterexample": "counter_examples",
    "counterexamples": "counter_examples",
    "counter_example": "counter_examples",
}
"""Other spellings of fields; besides, capitals, hyphens and spaces make no difference."""

LISTS = ("include", "exclude", "keywords", "examples", "counter_examples")
WORDED = ("name", "definition", *LISTS)
"""The fields of a code that hold several texts, and all that hold texts in some language."""

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_KNOWN = ", ".join(language.value for language in Language)


def canonical(name: str) -> str:
    """Return the field a name in a file stands for, as far as spelling goes.

    >>> canonical("Counter-examples"), canonical("COLOR"), canonical("keyword")
    ('counter_examples', 'colour', 'keyword')
    """
    plain = re.sub(r"[\s_-]+", "_", name.strip().lower())
    return ALSO.get(plain, plain)


def field_at(path: tuple[str | int, ...], name: str) -> str:
    """Return the field that a name stands for at a place of the file, else the name itself.

    >>> field_at(("codes", 0), "color"), field_at((), "color"), field_at((), "Title")
    ('colour', 'color', 'title')
    """
    in_code = path[:1] == ("codes",) and len(path) == len(("codes", 0))
    known = TOP if not path else CODE if in_code else ()
    return canonical(name) if canonical(name) in known else name


def _several(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _per_language(value: object) -> object:
    return value if isinstance(value, dict) else {"": value}


def _no_blanks(texts: list[str]) -> list[str]:
    return [text for text in texts if text]


def _tag(tag: str) -> str:
    if tag and named(tag) is None:
        message = "`{tag}` is no language known here|use one of " + _KNOWN
        raise PydanticCustomError("language", message, {"tag": tag})
    return tag


def _id(text: str) -> str:
    if text and not CODE_ID.fullmatch(text):
        message = "the id `{id}` may hold letters, digits and - _ . only|such as `{remedy}`"
        remedy = re.sub(r"[^\w.-]+", "_", text).strip("_") or "waiting_list"
        raise PydanticCustomError("id", message, {"id": text, "remedy": remedy})
    return text


def _colour(text: str) -> str:
    if text and not re.fullmatch(r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", text):
        message = '`{colour}` is no colour|write it like "#E69F00", in quotes'
        raise PydanticCustomError("colour", message, {"colour": text})
    return text


def _share(value: object) -> float | None:
    if value is None or value == "":
        return None
    percent = _PERCENT.fullmatch(str(value).strip())
    try:
        share = float(percent[1]) / 100 if percent else float(str(value))
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        message = "the share `{share}` is no part of a whole|write 0.15 or 15%"
        raise PydanticCustomError("share", message, {"share": str(value)})
    return share


# In YAML 911 and 1.10 look like numbers and an empty field like nothing; all may stand for text.
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
_DEFINITIONS: dict[str, Any] = {
    "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    "wording": {
        "description": "A text, a list of texts, or either for each language: en, yue, zh.",
        "anyOf": [
            {"$ref": "#/$defs/texts"},
            {
                "type": "object",
                "propertyNames": {"pattern": f"^({'|'.join(tags())})([-_][A-Za-z]+)*$"},
                "additionalProperties": {"$ref": "#/$defs/texts"},
            },
        ],
    },
}


def _defined(name: str) -> WithJsonSchema:
    """Refer to one of `_DEFINITIONS`, in words that pydantic passes over and `schema` mends."""
    return WithJsonSchema({"defined": name})


Text = Annotated[str, BeforeValidator(lambda value: value or ""), AfterValidator(str.strip)]
Scalar = Annotated[Text, WithJsonSchema(_TEXT)]
Texts = Annotated[list[Text], BeforeValidator(_several), AfterValidator(_no_blanks)]
Tag = Annotated[Text, AfterValidator(_tag)]
Tags = Annotated[
    list[Tag],
    BeforeValidator(_several),
    AfterValidator(_no_blanks),
    _defined("texts"),
]
Wording = Annotated[dict[Tag, Texts], BeforeValidator(_per_language), _defined("wording")]
"""The texts of each language tag; the tag is "" where the file did not say the language."""


class CodeForm(BaseModel):
    """One code: what it means, when to use it, when not, and how people talk about it."""

    model_config = ConfigDict(extra="forbid", title="Code")

    id: Annotated[
        Text,
        StringConstraints(min_length=1),
        AfterValidator(_id),
        WithJsonSchema({"type": ["string", "integer"], "pattern": r"^[^\s!-,/:-@\[-^`{-~]+$"}),
    ] = Field(description="The name used in results; never change it once coding has begun.")
    name: Wording = Field({}, description="The name shown to people.")
    definition: Wording = Field({}, description="What the code means, in two or three sentences.")
    include: Wording = Field({}, description="Rules: code the passage when ...")
    exclude: Wording = Field(
        {}, description="Rules: do not code it when ..., and the code to use instead."
    )
    keywords: Wording = Field(
        {},
        description="Words and short phrases that interviewees really say. English in its base "
        "form; a * at the end stands for any ending.",
    )
    examples: Wording = Field({}, description="Passages that belong to the code.")
    counter_examples: Wording = Field(
        {}, description="Passages that sound close and belong to another code or to none."
    )
    parent: Scalar = Field("", description="The id of the code above this one.")
    colour: Annotated[
        Text,
        AfterValidator(_colour),
        WithJsonSchema(
            {"type": ["string", "null"], "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"}
        ),
    ] = Field("", description='The colour on screen and in figures, like "#E69F00", in quotes.')
    share: Annotated[
        float | None,
        BeforeValidator(_share),
        WithJsonSchema(
            {"type": ["number", "string", "null"], "minimum": 0, "maximum": 1, "pattern": "%$"}
        ),
    ] = Field(None, description="The share of segments expected to carry the code: 0.15 or 15%.")


class CodebookForm(BaseModel):
    """A codebook: the codes of a study. Further fields may be added here at the top."""

    model_config = ConfigDict(extra="allow", title="Codebook")

    codebook: Scalar = Field("", description="A short name for the codebook.")
    title: Wording = Field({}, description="Its title.")
    version: Scalar = Field("", description="Its version, raised whenever a code changes.")
    language: Tags = Field([], description="The language it is written in, if it is one.")
    languages: Tags = Field([], description="The languages it is written in: en, yue, zh.")
    source: Annotated[Texts, _defined("texts")] = Field(
        [], description="Where the codes come from."
    )
    codes: list[CodeForm] = Field(min_length=1, description="The codes, in their order.")


TOP, CODE = tuple(CodebookForm.model_fields), tuple(CodeForm.model_fields)
"""The fields of a codebook and of a code, in the order in which they are written."""


def schema() -> dict[str, Any]:
    """Return the JSON schema of a codebook file, for editors that check it while one types."""
    made = CodebookForm.model_json_schema()
    code = made["$defs"]["CodeForm"]["properties"]
    for field in (*made["properties"].values(), *code.values()):
        field.pop("default", None)
        field.pop("title", None)
        if "defined" in field:
            field["$ref"] = f"#/$defs/{field.pop('defined')}"
    for other in ("color", "counter-examples"):
        code[other] = {**code[canonical(other)], "deprecated": True}
    made["$defs"] |= _DEFINITIONS
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
