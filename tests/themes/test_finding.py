import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from make import segment
from talk import SUBJECTS, embed, subject_of, talk

from qualpipe.model import Language, QualpipeError, Segment
from qualpipe.themes import Findings, Material, ThemeSettings, checked, find_themes, gather

ROOT = Path(__file__).parent.parent.parent
QUICK = ThemeSettings(resamples=2)


def find(said: list[Segment], settings: ThemeSettings = QUICK) -> Findings:
    return find_themes(gather(said, embed=embed), settings=settings, run="test")


def test_each_subject_is_one_theme_across_both_languages(
    material: Material, findings: Findings
) -> None:
    of = {one.address: one for one in material.segments}
    found: list[str] = []
    for theme in findings.themes:
        subjects = Counter(subject_of(of[address]) for address in theme.segments)
        assert len(subjects) == 1
        assert {language for language, _ in theme.languages} == {Language.EN, Language.YUE}
        assert theme.terms_in(Language.EN)
        assert theme.terms_in(Language.YUE)
        found += subjects
    assert sorted(found) == sorted(SUBJECTS)


def test_the_number_of_themes_is_the_one_that_comes_out_again(findings: Findings) -> None:
    assert len(findings.themes) == len(SUBJECTS)
    assert findings.agreement == pytest.approx(1.0)
    assert findings.language_mix == pytest.approx(1.0)
    assert {one.count for one in findings.tried} >= {4, 5, 6}


def test_every_segment_is_in_one_theme_or_unplaced(material: Material, findings: Findings) -> None:
    placed = [address for theme in findings.themes for address in theme.segments]
    everything = sorted(one.address for one in material.segments)
    assert sorted([*placed, *findings.unplaced]) == everything


def test_quotes_come_from_different_participants_in_both_languages(
    material: Material, findings: Findings
) -> None:
    of = {one.address: one for one in material.segments}
    for theme in findings.themes:
        quotes = [of[address] for address in theme.quotes]
        assert len({one.case for one in quotes}) == 3
        assert {one.language for one in quotes} == {Language.EN, Language.YUE}
        assert set(theme.quotes) <= set(theme.segments)


def test_many_themes_stand_under_headings_that_hold_their_segments(material: Material) -> None:
    found = find_themes(material, settings=ThemeSettings(resamples=2, count=12), run="test")
    headings = {theme.parent for theme in found.themes} - {None}
    assert headings
    for heading in headings:
        under = [theme for theme in found.themes if theme.parent == heading]
        (above,) = [theme for theme in found.themes if theme.id == heading]
        assert len(under) > 1
        assert sorted(above.segments) == sorted(a for theme in under for a in theme.segments)
        assert found.themes.index(above) < min(found.themes.index(theme) for theme in under)


def test_another_process_finds_the_same(findings: Findings) -> None:
    program = (
        "from talk import embed, talk\n"
        "from qualpipe.themes import *\n"
        "found = find_themes(gather(talk(160), embed=embed),\n"
        "    settings=ThemeSettings(resamples=4), run='test')\n"
        "print(found, end='')\n"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "11",
        "OMP_NUM_THREADS": "2",
        "OPENBLAS_NUM_THREADS": "2",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
    }
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert ran.stdout == str(findings)


def test_another_seed_is_another_run_of_the_same_method(material: Material) -> None:
    found = find_themes(material, settings=ThemeSettings(resamples=0, seed=5), run="test")
    assert len(found.themes) == len(SUBJECTS)
    assert found.agreement is None
    assert all(theme.stability is None for theme in found.themes)


@pytest.mark.parametrize(
    ("count", "message", "keys"),
    [
        (0, "nothing is left", ["nothing"]),
        (1, "there is one segment; themes take at least 40 different ones", ["one"]),
        (39, "39 different segments are too few", ["few", "closest"]),
    ],
)
def test_too_few_segments_give_neighbours_and_a_message(
    count: int, message: str, keys: list[str]
) -> None:
    said = list({one.text: one for one in talk(80)}.values())[:count]
    found = find(said)
    assert message in found.message
    assert [one.key for one in found.remarks] == keys
    assert found.themes == ()
    assert bool(found.groups) is (count > 1)
    grouped = [address for group in found.groups for address in group]
    assert len(grouped) == len(set(grouped))
    assert sorted([*grouped, *found.unplaced]) == sorted(one.address for one in said)


def test_neighbours_speak_of_the_same_subject() -> None:
    said = list({one.text: one for one in talk(80)}.values())[:39]
    of = {one.address: one for one in said}
    for group in find(said).groups:
        assert len({subject_of(of[address]) for address in group}) == 1


@pytest.mark.parametrize("text", ["The rent went up again.", "租金又加咗，頂唔順。"])
def test_segments_that_all_say_the_same_are_no_theme(text: str) -> None:
    said = [segment(text, turn=turn, transcript=f"P{turn % 5}") for turn in range(60)]
    found = find(said)
    assert "all segments (60) say the same" in found.message
    assert [one.key for one in found.remarks] == ["same"]


def test_the_same_words_said_again_fall_into_one_theme() -> None:
    said = talk(160)
    again = [
        segment(said[0].text, transcript=f"Q{n}", turn=2, language=Language.EN, case=f"Q{n}")
        for n in range(30)
    ]
    found = find([*said, *again])
    copies = {one.address for one in again} | {said[0].address}
    assert len([theme for theme in found.themes if copies & set(theme.segments)]) == 1
    assert len(found.themes) == len(SUBJECTS)


@pytest.mark.parametrize("language", [Language.EN, Language.YUE])
def test_one_language_alone_has_themes_and_no_mix(language: Language) -> None:
    found = find(talk(160, languages=[language]))
    assert len(found.themes) >= len(SUBJECTS)
    assert found.language_mix is None
    assert all({term.language for term in theme.terms} == {language} for theme in found.themes)


def test_one_participant_alone_has_themes_with_a_warning() -> None:
    found = find(talk(160, people=1))
    assert found.themes
    assert "one participant's" in found.message


def test_a_theme_that_too_few_voice_is_not_reported() -> None:
    mine = [
        segment(one.text, transcript="P00", turn=500 + n, language=one.language, case="P00")
        for n, one in enumerate(talk(120, people=1, subjects=["family"]))
    ]
    said = [*talk(120, subjects=["medicine", "housing", "work"]), *mine]
    found = find(said, ThemeSettings(resamples=0, count=4))
    assert len(found.themes) == 3
    assert set(found.unplaced) == {one.address for one in mine}
    assert found.message == (
        "1 more theme with 120 segments is voiced by fewer than 2 participants and not reported"
    )
    all_of_them = find(said, ThemeSettings(resamples=0, count=4, min_participants=1))
    assert len(all_of_them.themes) == 4


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (ThemeSettings(count=1), "cannot be 1 themes"),
        (ThemeSettings(seed=-1), "seed cannot be -1; it is a whole number from 0 to 2147483647"),
        (ThemeSettings(seed=2**31), "seed cannot be 2147483648; it is"),
        (ThemeSettings(resamples=-1), "resamples cannot be -1"),
        (ThemeSettings(min_participants=0), "min_participants cannot be 0"),
        (ThemeSettings(method="lda"), "unknown method 'lda'; known: bertopic, steady"),
        (ThemeSettings(parameters={"min_dist": 0.1}), "parameters of the method bertopic"),
    ],
)
def test_a_wish_that_cannot_be_met_says_what_can(settings: ThemeSettings, message: str) -> None:
    for wish in (lambda: checked(settings), lambda: find(talk(48), settings)):
        with pytest.raises(QualpipeError, match=message):
            wish()


def test_progress_is_told(material: Material) -> None:
    told: list[tuple[str, int, int]] = []
    find_themes(
        material,
        settings=ThemeSettings(resamples=2, count=4),
        run="test",
        watch=lambda *step: told.append(step),
    )
    grouped = [("grouping", done, 1) for done in range(2)]
    assert told == [*grouped, *(("resampling", done, 2) for done in range(3))]


def test_progress_is_told_while_the_number_of_themes_is_chosen(material: Material) -> None:
    told: list[tuple[str, int, int]] = []
    settings = ThemeSettings(resamples=14)
    find_themes(material, settings=settings, run="test", watch=lambda *step: told.append(step))
    steps = [step for step, *_ in told]
    assert list(dict.fromkeys(steps)) == ["choosing the number of themes", "grouping", "resampling"]
    assert steps.count("choosing the number of themes") > 12
    assert [done for step, done, _ in told if step == "resampling"] == [12, 13, 14]


def test_a_limit_above_the_number_of_participants_is_lowered_and_said() -> None:
    found = find(talk(160, people=4), ThemeSettings(resamples=0, count=4, min_participants=9))
    assert len(found.themes) == 4
    assert "there are 4 participants, so themes that all 4 voice are reported" in found.message


def test_when_nobody_shares_a_theme_it_says_how_many_there_are() -> None:
    mine = [
        segment(one.text, transcript=one.text, turn=n, language=one.language, case=subject_of(one))
        for n, one in enumerate(talk(160))
    ]
    found = find(mine, ThemeSettings(resamples=0, count=4))
    assert found.themes == ()
    assert "4 themes with 160 segments are voiced by fewer than 2 participants" in found.message
    assert "ask for a smaller min_participants" in found.message
    assert [one.key for one in found.remarks] == ["unheard", "unvoiced"]


def test_it_is_said_why_there_are_so_many_themes(findings: Findings) -> None:
    assert "parts of the segments were 4 (ARI 1.00), 5 (ARI" in findings.why_so_many
    assert all(str(one.count) in findings.why_so_many for one in findings.tried)
    assert Findings().why_so_many == ""


@pytest.mark.parametrize(
    "texts", [("The landlord, the lease", "Grandson's wedding"), ("業主租金", "阿媽嘅婚禮")]
)
def test_two_segments_with_nothing_in_common_are_no_neighbours(texts: tuple[str, str]) -> None:
    found = find([segment(text, turn=turn) for turn, text in enumerate(texts)])
    assert found.groups == ()
    assert found.message.endswith("(at least 40); no two of them stand close")
