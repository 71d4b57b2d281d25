"""Cases: the participants, what is known of them, and which sources or turns are theirs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualpipe.export.refi_qda.marks import turns_of_several
from qualpipe.model import Role, Transcript
from qualpipe.text.refi_qda import for_xml, guid

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(slots=True, kw_only=True)
class Case:
    """A participant: the transcripts that are theirs, and turns where others speak too."""

    name: str
    attributes: list[Mapping[str, str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    turns: list[tuple[str, str]] = field(default_factory=list)

    @property
    def values(self) -> dict[str, str]:
        """Return the attributes on which all transcripts of the participant agree."""
        names = dict.fromkeys(name for one in self.attributes for name in one)
        said = {name: {one[name] for one in self.attributes if name in one} for name in names}
        return {name: next(iter(values)) for name, values in said.items() if len(values) == 1}

    @property
    def differing(self) -> tuple[str, ...]:
        """Return the attributes on which they do not."""
        return tuple({name for one in self.attributes for name in one} - self.values.keys())


def cases_of(transcripts: Sequence[Transcript]) -> tuple[Case, ...]:
    """Return the cases of a study; one who speaks among others has turns instead of a source."""
    cases: dict[str, Case] = {}
    for one in transcripts:
        several = list(turns_of_several(one))
        for name, addresses in several:
            case = cases.setdefault(name, Case(name=name))
            case.attributes.append(one.attributes)
            case.turns += [(one.id, address) for address in addresses]
        if not several:
            name = _case(one)
            case = cases.setdefault(name, Case(name=name))
            case.attributes.append(one.attributes)
            case.sources.append(one.id)
    return tuple(cases.values())


def _case(one: Transcript) -> str:
    turn = next((turn for turn in one.turns if turn.role is Role.PARTICIPANT), None)
    own = one.attributes.get("participant") or one.translation_of or one.id
    return one.case_of(turn) if turn else own


def variables(transcripts: Sequence[Transcript]) -> tuple[str, ...]:
    """Return the names of all attributes, in the order in which they are first met."""
    return tuple(dict.fromkeys(name for one in transcripts for name in one.attributes))


def variable_element(study: str, name: str) -> "_Element":
    """Return a variable; all are of type Text, since that is what attributes are."""
    from lxml.etree import Element  # noqa: PLC0415 - few commands write XML

    key = guid("variable", study, name)
    return Element("Variable", guid=key, name=for_xml(name), typeOfVariable="Text")


def value_elements(study: str, attributes: Mapping[str, str]) -> Iterator["_Element"]:
    """Yield the values of variables."""
    from lxml.etree import Element, SubElement  # noqa: PLC0415 - few commands write XML

    for name, value in attributes.items():
        element = Element("VariableValue")
        SubElement(element, "VariableRef", targetGUID=guid("variable", study, name))
        SubElement(element, "TextValue").text = for_xml(value)
        yield element


def case_element(study: str, case: Case, *, with_values: bool) -> "_Element":
    """Return a case with its values, sources and turns."""
    from lxml.etree import Element, SubElement  # noqa: PLC0415 - few commands write XML

    element = Element("Case", guid=guid("case", study, case.name), name=for_xml(case.name))
    if with_values:
        element.extend(list(value_elements(study, case.values)))
    for one in case.sources:
        SubElement(element, "SourceRef", targetGUID=guid("source", study, one))
    for _, address in case.turns:
        SubElement(element, "SelectionRef", targetGUID=guid("selection", study, address))
    return element
