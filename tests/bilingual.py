"""A small study in two languages, one interview with its translation, coded once for all tests."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from qualpipe import Project

AT = "2026-01-05T09:00:00+08:00"
HOME, COACH, HEARD, SUPPORT, VISITS = (
    "home_like_environment",
    "recovery_coaching",
    "empathetic_understanding",
    "social_support",
    "assertive_engagement",
)
INTERVIEWS = {
    "P01.zh.txt": "訪：個中心點呀？\n"
    "受：😀👨‍👩‍👧個中心好似屋企咁，𠮷田入去坐低飲杯茶都得，唔使預約，個個都識我。\n"
    "訪：仲有呢？\n"
    "受：食咗飯。\n"
    "訪：屋企人呢？\n"
    "受：阿媽成日打嚟，同我一齊去覆診，朋友都有嚟探我。\n",
    "P01.en.txt": "I: How is the centre?\n"
    "P: The centre feels like home, I can go in and sit down for a tea, no appointment needed.\n"
    "I: And besides?\n"
    "P: I had lunch.\n"
    "I: And your family?\n"
    "P: Mum rings all the time and comes along to the clinic, friends come to see me too.\n",
    "P02.txt": "I: How was it?\n"
    "P: My worker kept ringing me, then she came to my home and waited until I opened.\n"
    "I: Who helps?\n"
    "P: She listens. She understands what I went through and never judges me for a bad week.\n"
    "I: And now?\n"
    "P: We set small goals with my coach, one step a week, and I choose them myself.\n",
}


@cache
def _coded() -> Path:
    folder = Path(mkdtemp(prefix="qualpipe-bilingual-"))
    (folder / "in").mkdir()
    for name, text in INTERVIEWS.items():
        (folder / "in" / name).write_text(text, "utf-8")
    with Project.open(folder) as project:
        project.code(files=project.ingest([folder / "in"]))
    return folder


def study(folder: Path) -> Path:
    """Put a copy of the coded study into a folder that is not there yet."""
    shutil.copytree(_coded(), folder)
    return folder
