"""The evaluation holds groups out, compares with baselines and says how sure it is."""

import json
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from study import book, embed, segments

from qualpipe.coding.evaluation import Evaluation, Gold, as_html, evaluate
from qualpipe.coding.evaluation.splits import splits
from qualpipe.model import QualpipeError


def coded(count: int = 240, *, splits: bool = False) -> Gold:
    made, codes = segments(count, misleading=0.1)
    return Gold(
        segments=made,
        codes=tuple(frozenset({code} if code else ()) for code in codes),
        groups=tuple(one.transcript for one in made),
        contexts=("",) * count,
        splits=tuple("test" if row % 2 else "train" for row in range(count)) if splits else (),
    )


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(coded(), book(), embed=embed, encoder="words", labels=(0, 20, 60), seeds=3)


def test_the_engine_is_above_what_a_notebook_does(evaluation: Evaluation) -> None:
    first, *_, last = evaluation.curve
    base = {one.name: one.tally.macro for one in evaluation.baselines}
    assert set(base) == {"keyword", "cosine", "tfidf_lr_20", "tfidf_lr_60"}
    for name in ("keyword", "cosine"):
        assert first.tally.macro["ap"].value > base[name]["ap"].value
    assert last.tally.macro["ap"].value > base["tfidf_lr_20"]["ap"].value


def test_learning_never_falls_below_no_labels(evaluation: Evaluation) -> None:
    aps = [point.tally.macro["ap"].value for point in evaluation.curve]
    assert min(aps) >= aps[0] - 0.01
    assert aps[-1] > aps[0]


def test_the_json_is_as_documented(evaluation: Evaluation) -> None:
    found = json.loads(json.dumps(evaluation.as_json(), allow_nan=False))
    assert [point["labels"] for point in found["curve"]] == [0, 20, 60]
    point = found["curve"][0]
    assert {"f1", "ap", "ece", "precision", "recall", "p_at_10", "intervals"} <= set(point["macro"])
    home = point["codes"]["home"]
    assert home["positives"] == evaluation.positives["home"]
    assert {"f1", "ap", "ece", "prevalence"} <= set(home)
    low, high = home["intervals"]["ap"]
    assert low <= home["ap"] <= high
    assert set(found["baselines"]["keyword"]["macro"]) >= {"f1", "ap"}
    assert found["baselines"]["tfidf_lr_60"]["labels"] == 60
    assert set(found["languages"]) == {"en", "yue"}
    assert found["languages"]["yue"]["curve"][0]["macro"]["ap"] > 0.3


def test_the_same_seed_gives_the_same_figures(evaluation: Evaluation) -> None:
    again = evaluate(coded(), book(), embed=embed, encoder="words", labels=(60, 20), seeds=3)
    assert again.as_json() == evaluation.as_json()


def test_the_page_stands_alone(evaluation: Evaluation) -> None:
    class Links(HTMLParser):
        found: list[str] = []  # noqa: RUF012 - a test's own

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found += [tag] + [f"{tag}@{name}" for name, _ in attrs]

    page = as_html(evaluation)
    parser = Links()
    parser.feed(page)
    assert parser.found.count("svg") == 2
    assert not {"script", "link", "img@src", "a@href", "iframe"} & set(parser.found)
    assert "visits" in page


def test_a_code_seen_too_seldom_is_listed_and_not_averaged() -> None:
    gold = coded()
    seen = [row for row, codes in enumerate(gold.codes) if "visits" in codes]
    few = tuple(frozenset() if row in seen[8:] else codes for row, codes in enumerate(gold.codes))
    found = evaluate(
        replace(gold, codes=few), book(), embed=embed, encoder="words", labels=(0,), seeds=1
    )
    assert found.left_out == ("visits",)
    assert set(found.curve[0].tally.codes) == {"home", "friends"}
    assert found.as_json()["left_out"] == {"visits": 8}


def test_no_group_is_on_both_sides() -> None:
    gold = coded()
    groups = np.array(gold.groups)
    for one in splits(gold, seeds=4):
        assert not set(groups[one.pool]) & set(groups[one.held_out])
        assert len(one.pool) + len(one.held_out) == 240


def test_a_split_column_is_obeyed() -> None:
    one, *_ = splits(coded(splits=True), seeds=1)
    assert set(one.held_out % 2) == {1}
    assert set(one.pool % 2) == {0}


def test_what_cannot_be_split_or_measured_says_why() -> None:
    gold = coded(60)
    with pytest.raises(QualpipeError, match="train and test rows; it has: dev"):
        splits(replace(gold, splits=("dev",) * 60), seeds=1)
    with pytest.raises(QualpipeError, match="--group-column"):
        splits(replace(gold, groups=("P01",) * 60), seeds=1)
    nothing = replace(gold, codes=(frozenset(),) * 60)
    with pytest.raises(QualpipeError, match="nothing can be measured"):
        evaluate(nothing, book(), embed=embed, encoder="words")
    with pytest.raises(QualpipeError, match="at least one seed"):
        evaluate(gold, book(), embed=embed, encoder="words", seeds=0)
