"""Promises of what is said of a file: where and how much, and never what somebody said."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from qualpipe import ingest
from qualpipe.ingest import participants_table
from qualpipe.model import UnreadableFile

SECRETS = ["Amitriptyline", "離咗婚"]
FAULTY = {
    "no headings.csv": "{0},I see a doctor\n{0} again,for that\n",
    "one cell too many.csv": "speaker,text\nI,Hi\nP,{0}\nP,Well,{0}\n",
    "open quote.csv": 'speaker,text\nI,Hi\nP,"{0}\nI,So\n',
    "sentence as a tag.eaf": "<ANNOTATION_DOCUMENT><a>he <{0} said</a></ANNOTATION_DOCUMENT>",
    "sentence as an attribute.eaf": "<ANNOTATION_DOCUMENT><a {0} /></ANNOTATION_DOCUMENT>",
    "sentence as an entity.eaf": "<ANNOTATION_DOCUMENT><a>&{0};</a></ANNOTATION_DOCUMENT>",
    "repeats.json": '{{"segments": [' + ", ".join(['{{"text": "{0}"}}'] * 9) + "]}}",
    "broken.json": '{{"segments": [{{"text": "{0}" "{0}"}}]}}',
    "no segments.json": '{{"{0}": "{0}"}}',
    "no words.jsonl": '{{"text": "Hi"}}\n{{"{0}": "{0}"}}\n{0}\n',
    "no tier.TextGrid": 'File type = "ooTextFile"\n"TextGrid" 0 1 <exists> 1 "{0}"',
    "no time.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n\n{0}\n",
    "wrapped.cha": "@Begin\n*PAR:\tHi .\n{0}\n*PAR:\txxx .\n",
    "once.txt": "I: Hi\nP: Hi\n" * 9 + "God: {0}\n" + "I: Hi\nP: Hi\n" * 9,
    "opening.txt": "{0} " * 299 + "\n\nI: Hi\nP: Hi\nI: So\n",
    "bell.txt": "I: Hi\nP: {0}\x07\nI: So\n",
}


# Speech that begins with what might be a label, once: a drug, a deed, what nobody is called.
IN_LABEL_POSITION = ["Amitriptyline", "Overdose", "Suicide", "小產", "黃體酮", "老人癡呆"]
TALKS = {
    "roles": "I: Hi?\n\nP: Hi.\n\n",
    "角色": "訪：點呀？\n\n受：幾好。\n\n",
    "names": "Ada: Hi?\n\nBen: Hi.\n\nCarol: So?\n\n",
    "full names": "Ada Lam: Hi?\n\nBen Wong: Hi.\n\n",
    "姓名": "陳大文：點呀？\n\n陳太：幾好。\n\n",
    "lines": "I: Hi?\nP: Hi.\n",
    "stamps": "[00:01:02] I: Hi?\n\n[00:01:09] P: Hi.\n\n",
}
SAID_IN = ["{0}: I took forty of them", "{0}：食咗好多", "[00:01:05] {0}: twice"]


def told(path: Path) -> Iterable[str]:
    try:
        return [str(problem) for one in ingest.read(path) for problem in one.problems]
    except UnreadableFile as fault:
        return [str(fault)]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("name", FAULTY)
def test_no_fault_shows_a_word_of_what_was_said(name: str, secret: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FAULTY[name].format(secret), encoding="utf-8")
    said = "\n".join(told(path))
    assert said
    assert secret not in said


@pytest.mark.parametrize("secret", SECRETS)
def test_a_participants_table_without_headings_is_not_shown(secret: str, tmp_path: Path) -> None:
    (tmp_path / "participants.csv").write_text(f"P01,{secret}\nP02,none\n", encoding="utf-8")
    found = participants_table([tmp_path])
    assert found is not None
    assert found.problems
    assert secret not in str(found.problems)


@pytest.mark.parametrize("secret", IN_LABEL_POSITION)
@pytest.mark.parametrize("talk", TALKS)
@pytest.mark.parametrize("line", SAID_IN)
def test_a_word_in_the_place_of_a_label_makes_nobody_and_is_not_shown(
    secret: str, talk: str, line: str, tmp_path: Path
) -> None:
    said = line.format(secret)
    path = tmp_path / "P01.txt"
    path.write_text(f"{TALKS[talk] * 6}{said}\n\n{TALKS[talk] * 6}", encoding="utf-8")
    (one,) = ingest.read(path)
    assert secret not in {turn.speaker for turn in one.turns}
    words = said.removeprefix("[00:01:05] ")
    assert any(words in one.words_of(turn) for turn in one.turns), "its words are not lost"
    shown = "\n".join(map(str, one.problems))
    assert secret not in shown
    assert f"P01.txt:{TALKS[talk].count(chr(10)) * 6 + 1}: " in shown


@pytest.mark.parametrize("secret", ["流產", "抑鬱", "過敏"])
def test_a_chinese_word_that_looks_like_no_name_is_speech_and_nothing_is_told_of_it(
    secret: str, tmp_path: Path
) -> None:
    # Unlike 小產 (小 and a name) it is no candidate: a note on each colon would bury the rest.
    path = tmp_path / "P01.txt"
    path.write_text(f"{TALKS['角色'] * 6}{secret}：嗰年\n\n{TALKS['角色'] * 6}", encoding="utf-8")
    (one,) = ingest.read(path)
    assert {turn.speaker for turn in one.turns} == {"訪", "受"}
    assert any(f"{secret}：嗰年" in one.words_of(turn) for turn in one.turns)
    assert one.problems == ()
