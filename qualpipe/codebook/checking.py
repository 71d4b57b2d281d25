"""From what a file says to a codebook: every mistake is found before any is told."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from qualpipe.codebook.faults import CodebookError, meant
from qualpipe.codebook.files.written import Tree, Written, meaning_of
from qualpipe.codebook.form import CODE, TOP, CodebookForm, CodeForm
from qualpipe.codebook.languages import guessed, in_order, named, one_line
from qualpipe.model import Code, Codebook, Language, Phrase, Problem

_ON_ONE_LINE = {"title", "name", "keywords"}


def codebook_of(written: Written) -> Codebook:
    """Make a codebook of a file's values; raises CodebookError with all that is wrong in it.

    An unmarked text is in the one language that the file names at its top, else in the one that
    it looks like. A code without a name is shown by its id.
    """
    problems = list(written.problems)
    form = None
    try:
        form = CodebookForm.model_validate(written.tree)
    except ValidationError as error:
        problems += (_told(fault, written) for fault in error.errors(include_url=False))
    problems += _repeated_ids(written)
    problems += _lost_parents(written)
    if form is None or problems:
        raise CodebookError(written.name, sorted(problems, key=_line))
    return _built(form, written)


def _line(problem: Problem) -> int:
    line = problem.where.rpartition(":")[2]
    return int(line) if line.isdigit() else 0


def _told(fault: ErrorDetails, written: Written) -> Problem:
    """Say what a fault of the form is in a researcher's words."""
    path = tuple(part for part in fault["loc"] if part not in ("", "[key]"))
    message, _, remedy = fault["msg"].rpartition("|")
    if not message:
        message, remedy = _explained(fault["type"], path, fault["input"])
    return Problem(where=written.where(*path), message=message, remedy=remedy)


def _explained(kind: str, path: tuple[str | int, ...], value: object) -> tuple[str, str]:
    names = [part for part in path if isinstance(part, str)]
    name = next((part for part in reversed(names) if part in (*TOP, *CODE)), "")
    if kind == "extra_forbidden":
        name = names[-1]
        return f"`{name}` is no field of a code", meant(name, CODE)
    told = {
        "": ("this is no codebook", "it begins with `codes:` and a list of codes"),
        "codes": ("there are no codes", "list them under `codes:`, each beginning with `- id:`"),
        "missing": (f"the code has no `{name}`", "give it one, such as `id: waiting_list`"),
        "string_type": (
            f"there is no text here in `{name}`, but a list or fields",
            "write text; put it in quotes if it has a colon in it",
        ),
    }
    told["too_short"] = told["missing"]
    if isinstance(value, str) and "：" in value:
        return "this is one text, not a field and its value", "write a plain colon instead of ："
    if name == "codes" and len(path) > 1:
        return "a code should have fields", "write `id:`, `name:` and so on"
    unforeseen = (f"`{name}` is not as it should be ({kind})", "see the description of the file")
    return told.get(name) or told.get(kind, unforeseen)


def _codes(written: Written) -> Iterator[tuple[int, str, Mapping[str, Tree]]]:
    """Go through the codes that can be told apart, in whatever state the rest is."""
    codes = written.tree.get("codes") if isinstance(written.tree, dict) else None
    for number, code in enumerate(codes if isinstance(codes, list) else ()):
        found = code.get("id") if isinstance(code, dict) else None
        if isinstance(code, dict) and isinstance(found, str) and found.strip():
            yield number, found.strip(), code


def _repeated_ids(written: Written) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for number, code, _ in _codes(written):
        where = written.where("codes", number, "id")
        if code in first:
            message = f"the id `{code}` is used twice (first at {first[code]})"
            yield Problem(where=where, message=message, remedy="give each code its own")
        first.setdefault(code, where)


def _lost_parents(written: Written) -> Iterator[Problem]:
    """Find parents that are no code, and codes that are their own ancestors."""
    parents = {code: _parent(fields) for _, code, fields in _codes(written)}
    for number, code, fields in _codes(written):
        parent = _parent(fields)
        where = written.where("codes", number, "parent")
        if parent and parent not in parents:
            message = f"the parent `{parent}` is no code of this codebook"
            yield Problem(where=where, message=message, remedy=meant(parent, parents))
        way = [code]
        while parent and parent not in way:
            way.append(parent)
            parent = parents.get(parent, "")
        if parent == code == next(one for one in parents if one in way):  # told once a circle
            message = f"the code is its own ancestor: {' > '.join((*way, code))}"
            yield Problem(where=where, message=message, remedy="take one parent out")


def _parent(fields: Mapping[str, Tree]) -> str:
    parent = fields.get("parent")
    return parent.strip() if isinstance(parent, str) else ""


def _built(form: CodebookForm, written: Written) -> Codebook:
    stated = [named(tag) for tag in (*form.languages, *form.language)]
    languages = tuple(dict.fromkeys(language for language in stated if language))
    unmarked = languages[0] if len(languages) == 1 else None
    tree = written.tree if isinstance(written.tree, dict) else {}
    return Codebook(
        id=one_line(form.codebook) or written.name.rpartition(".")[0] or written.name,
        codes=tuple(_code(code, unmarked) for code in form.codes),
        title=_phrases("title", form.title, unmarked),
        version=form.version,
        languages=languages,
        source="\n".join(form.source),
        extra={name: meaning_of(value) for name, value in tree.items() if name not in TOP},
    )


def _code(form: CodeForm, unmarked: Language | None) -> Code:
    name = _phrases("name", form.name, unmarked)
    return Code(
        id=form.id,
        name=name or (Phrase(Language.UNKNOWN, form.id),),
        definition=_phrases("definition", form.definition, unmarked),
        include=_phrases("include", form.include, unmarked),
        exclude=_phrases("exclude", form.exclude, unmarked),
        keywords=_phrases("keywords", form.keywords, unmarked),
        examples=_phrases("examples", form.examples, unmarked),
        counter_examples=_phrases("counter_examples", form.counter_examples, unmarked),
        parent=form.parent or None,
        colour=form.colour,
        share=form.share,
    )


def _phrases(
    name: str, wording: Mapping[str, list[str]], unmarked: Language | None
) -> tuple[Phrase, ...]:
    phrases = []
    for tag, texts in wording.items():
        for text in texts:
            language = named(tag) if tag else unmarked
            tidy = one_line(text) if name in _ON_ONE_LINE else str(text)
            phrases.append(Phrase(language or guessed(text), tidy))
    return in_order(phrases)
