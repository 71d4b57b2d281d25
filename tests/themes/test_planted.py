"""On the sample interviews, with real vectors: what was planted comes out."""

import pytest
from planted import found, samples

from qualpipe.codebook import load
from qualpipe.text.vectors import encoder
from qualpipe.themes import Material, ThemeSettings, find_themes, gather, residue


@pytest.fixture(scope="module")
def material() -> Material:
    """Return what the five codes, as coded by hand, leave over."""
    interviews, book = samples(), load("recovery")
    left = residue(
        interviews.segments,
        explained=interviews.coded(*(code.id for code in book)),
        questions=interviews.questions,
    )
    return gather(
        left.kept,
        embed=encoder("bundled").encode,
        questions=interviews.questions,
        beside=left.explained,
        codebook=book,
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_four_of_five_planted_themes_come_out_across_both_languages(
    material: Material, seed: int
) -> None:
    settings = ThemeSettings(seed=seed, resamples=0)
    themes = find_themes(material, settings=settings, run="test").themes
    assert sum(one.is_one for one in found(themes, material.segments)) >= 4


def test_no_planted_segment_is_taken_for_chatter() -> None:
    interviews = samples()
    dropped = [
        one.segment.address
        for one in residue(interviews.segments, questions=interviews.questions).left_out
    ]
    assert len([address for address in dropped if interviews.gold[address]]) <= 2
