"""Modelling: BERTopic over vectors made before, with words counted before."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from qualpipe.text.vectors import Vectors
from qualpipe.themes.clustering.lean import bertopic
from qualpipe.themes.clustering.steady import Labels
from qualpipe.themes.wording.counts import Counts
from qualpipe.themes.wording.weights import ByLanguage, Weights

# A segment of stop words alone is a document all the same; no lemma is written like this.
_WORDLESS = "〃"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Modelled:
    """What BERTopic made of the segments: the group of each, from 0 (the largest), -1 for none.

    `weights` has a row for each group; `model` is the fitted BERTopic.
    """

    labels: Labels
    weights: Weights
    model: Any


@cache
def _bertopic() -> Any:  # noqa: ANN401 - BERTopic has no types of its own
    """Return BERTopic without its choice of typical documents: quotes are chosen by another rule.

    It would score a sample of every group again, a tenth of the time of all.
    """
    return type("BERTopic", (bertopic(),), {"_save_representative_docs": lambda *_: None})


def modelled(
    counts: Counts, vectors: Vectors, models: tuple[Any, Any], *, count: int | None = None
) -> Modelled:
    """Fit BERTopic with models that reduce and group.

    `count` merges groups until there are so many, for models that find their own number.
    """
    from sklearn.feature_extraction.text import CountVectorizer  # type: ignore[import-untyped] # noqa: PLC0415 - slow to import

    reduction, clustering = models
    model = _bertopic()(
        embedding_model=None,
        language="multilingual",  # with `english`, the default, every Chinese word is deleted
        umap_model=reduction,
        hdbscan_model=clustering,
        vectorizer_model=CountVectorizer(
            tokenizer=str.split,
            token_pattern=None,
            lowercase=False,
            vocabulary=[*counts.lemmas, _WORDLESS],
        ),
        ctfidf_model=ByLanguage(np.array([*counts.chinese, True])),
    )
    documents = [one or _WORDLESS for one in counts.documents()]
    model.fit_transform(documents, vectors)
    if count and max(model.topics_) >= count:
        outliers = -1 in model.topics_  # BERTopic counts these as a topic
        model.reduce_topics(documents, nr_topics=count + outliers)
    labels = np.array(model.topics_, np.int64)
    rows = [row for row, name in enumerate(sorted(set(labels.tolist()))) if name >= 0]
    weights = model.c_tf_idf_.toarray()[rows][:, : len(counts.lemmas)]
    return Modelled(labels=labels, weights=weights, model=model)
