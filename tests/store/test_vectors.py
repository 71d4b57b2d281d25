"""Vectors are kept by the words of a text and by who made them."""

import numpy as np

from qualpipe.store import Store

TEXTS = ("我返到去就覺得好似返屋企咁。", "It feels like home.", "𠮷野家")


def test_what_lacks_a_vector_is_told_in_its_order() -> None:
    store = Store.open("sqlite://")
    cache = store.vectors("one")
    assert cache.lacking(TEXTS) == list(TEXTS)
    cache.put(TEXTS[1:2], np.ones((1, 4), np.float32))
    assert cache.lacking(TEXTS) == [TEXTS[0], TEXTS[2]]
    assert store.vectors("another").lacking(TEXTS) == list(TEXTS)
    store.close()
