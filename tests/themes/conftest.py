"""Material and findings that several test files look at, made once."""

from collections.abc import Iterator

import pytest
from talk import embed, talk

from qualpipe.themes import Findings, Material, ThemeSettings, find_themes, gather
from qualpipe.themes.clustering.lean import one_thread


@pytest.fixture(scope="session", autouse=True)
def alone() -> Iterator[None]:
    """Keep small sums off the other processors: waking these takes longer than the sums."""
    with one_thread():
        yield


@pytest.fixture(scope="session")
def material() -> Material:
    """Return 160 segments on four subjects, eight people, two languages."""
    return gather(talk(160), embed=embed)


@pytest.fixture(scope="session")
def findings(material: Material) -> Findings:
    return find_themes(material, settings=ThemeSettings(resamples=4), run="test")
