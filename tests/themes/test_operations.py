import pytest
from make import segment, theme
from talk import embed, subject_of, talk

from qualpipe.model import QualpipeError, Segment, Theme
from qualpipe.themes import (
    Findings,
    Material,
    ThemeSettings,
    drop,
    find_themes,
    gather,
    merge,
    rename,
    split,
)
from qualpipe.themes.operations import language_mix


def test_a_name_that_a_person_gives_is_kept_as_such() -> None:
    (one,) = rename([theme()], "1", "  等睇醫生 / waiting ")
    assert (one.label, one.named_by) == ("等睇醫生 / waiting", "person")


def test_two_themes_become_one_with_words_and_measures_of_its_own(
    material: Material, findings: Findings
) -> None:
    first, second = findings.themes[:2]
    merged = merge(findings.themes, first.id, second.id, material=material)
    assert [one.id for one in merged] == [one.id for one in findings.themes if one is not second]
    one = merged[0]
    assert sorted(one.segments) == sorted([*first.segments, *second.segments])
    assert one.share == pytest.approx(first.share + second.share)
    assert one.stability is None
    words = {term.text for term in one.terms}
    assert words & {term.text for term in first.terms}
    assert words & {term.text for term in second.terms}


def test_a_label_that_a_person_gave_outlives_a_merge(
    material: Material, findings: Findings
) -> None:
    named = rename(findings.themes, "2", "money / 錢")
    assert merge(named, "2", "1", material=material)[-3].label == "money / 錢"


def test_a_split_undoes_a_merge(material: Material, findings: Findings) -> None:
    first, second = findings.themes[:2]
    merged = merge(findings.themes, first.id, second.id, material=material)
    parted = split(merged, first.id, material=material)
    assert [one.id for one in parted] == ["1.1", "1.2", *(t.id for t in findings.themes[2:])]
    subjects = [
        {subject_of(one) for one in material.segments if one.address in part.segments}
        for part in parted[:2]
    ]
    assert all(len(one) == 1 for one in subjects)
    assert subjects[0] != subjects[1]


def test_what_was_dropped_is_gone(findings: Findings) -> None:
    assert [one.id for one in drop(findings.themes, "2")] == ["1", "3", "4"]


def test_a_heading_goes_when_it_holds_more_than_the_themes_under_it() -> None:
    themes = [
        theme("A", segments="abcd"),
        theme("1", segments="ab", parent="A"),
        theme("2", segments="cd", parent="A"),
        theme("B", segments="e"),
        theme("3", segments="e", parent="B"),
    ]
    left = drop(themes, "1")
    assert [(one.id, one.parent) for one in left] == [("2", None), ("B", None), ("3", "B")]
    assert [one.id for one in drop(themes, "3")] == ["A", "1", "2"]


def test_a_heading_outlives_a_merge_and_a_split_within_it(material: Material) -> None:
    found = find_themes(material, settings=ThemeSettings(resamples=0, count=12), run="test").themes
    heading = next(one.parent for one in found if one.parent)
    under = [one.id for one in found if one.parent == heading]
    merged = merge(found, *under[:2], material=material)
    assert heading in {one.id for one in merged}
    assert heading in {one.id for one in split(merged, under[0], material=material)}
    other = next(one.id for one in found if one.parent != heading and one.parent)
    across = merge(found, under[0], other, material=material)
    assert heading not in {one.id for one in across}
    assert heading not in {one.parent for one in across}


def with_heading(themes: tuple[Theme, ...]) -> list[Theme]:
    return [theme("A"), theme("9", parent="A", segments=themes[0].segments), *themes]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("1", "1"), "name two different themes"),
        (("1",), "name two different themes"),
        (("1", "77"), "unknown theme '77'; known: "),
        (("1", "A"), "A is a heading"),
    ],
)
def test_a_merge_that_makes_no_sense_is_refused(
    material: Material, findings: Findings, names: tuple[str, ...], message: str
) -> None:
    with pytest.raises(QualpipeError, match=message):
        merge(with_heading(findings.themes), *names, material=material)


@pytest.mark.parametrize(
    ("name", "into", "message"),
    [("1", 1, "2 to 20"), ("1", 99, "2 to 20"), ("A", 2, "is a heading"), ("x", 2, "unknown")],
)
def test_a_split_that_makes_no_sense_is_refused(
    material: Material, findings: Findings, name: str, into: int, message: str
) -> None:
    with pytest.raises(QualpipeError, match=message):
        split(with_heading(findings.themes), name, material=material, into=into)


def theme_of(said: list[Segment]) -> Theme:
    return theme("7", segments=[one.address for one in said])


@pytest.mark.parametrize(
    "text", ["The landlord put up the rent of the flat.", "業主話加租，間劏房住唔落去。"]
)
def test_what_is_all_the_same_words_cannot_be_split(text: str) -> None:
    said = [segment(text, turn=turn) for turn in range(2, 10)]
    material = gather(said, embed=embed)
    with pytest.raises(QualpipeError, match="7 has 1 different segments; to split it takes 4"):
        split([theme_of(said)], "7", material=material)


def test_fewer_parts_than_asked_for_are_refused() -> None:
    said = [segment(f"rent {number}", turn=number + 2) for number in range(8)]
    # What differs has one meaning all the same: no more than one group can be made of it.
    same = gather(said, embed=lambda texts: embed(["rent"] * len(texts)))
    with pytest.raises(QualpipeError, match=r"falls into 1 parts at most.*too much alike"):
        split([theme_of(said)], "7", material=same)


def test_the_same_words_stay_together_whatever_was_asked_before_them() -> None:
    texts = [
        "係，做咗三年。",
        "老闆話夜更冇得做。",
        "業主加租。",
        "間劏房好細。",
        "Yes, three years.",
    ]
    said = [segment(text, turn=10 * at + n) for at, text in enumerate(texts) for n in range(1, 5)]
    asked = ["The boss and the salary?", "業主同租金呢？", "My landlord, the rent?", "返工，人工？"]
    questions = {one.address: asked[at % 4] for at, one in enumerate(said)}
    material = gather(said, embed=embed, questions=questions)
    parts = split([theme_of(said)], "7", material=material)
    assert [part.id for part in parts] == ["7.1", "7.2"]
    of = {one.address: one.text for one in said}
    first, second = ({of[place] for place in part.segments} for part in parts)
    assert first
    assert second
    assert not first & second


def test_the_languages_mix_as_the_search_measures_it(findings: Findings) -> None:
    assert language_mix(findings.themes) == pytest.approx(findings.language_mix)


def test_an_empty_label_is_refused() -> None:
    with pytest.raises(QualpipeError, match="cannot be empty"):
        rename([theme()], "1", " ")


def test_themes_of_other_segments_say_that_they_are_stale(findings: Findings) -> None:
    other = gather(talk(40, people=3), embed=embed)
    with pytest.raises(QualpipeError, match="look for themes anew"):
        merge(findings.themes, "1", "2", material=other)


def test_the_novelty_of_what_was_split_is_measured_beside_the_other_themes() -> None:
    said = talk(160)
    coded = [one for one in said if subject_of(one) == "work"][:20]
    searched = [one for one in said if one not in coded]
    material = gather(searched, embed=embed, beside=coded)
    settings = ThemeSettings(resamples=0, count=4)
    whole = find_themes(material, settings=settings, run="test").themes
    about = {one.id: subject_of(_first(one, searched)) for one in whole}
    chosen = next(one.id for one in whole if about[one.id] == "medicine")
    parts = [one for one in split(whole, chosen, material=material) if one.id.startswith(chosen)]
    # No talk of medicine was coded: talk of work that was must not count against its parts.
    assert all(one.novelty > 0.6 for one in parts)


def _first(theme: Theme, said: list[Segment]) -> Segment:
    return next(one for one in said if one.address == theme.segments[0])
