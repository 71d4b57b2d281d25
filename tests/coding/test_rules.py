"""The effect of each rule is measured on gold."""

from dataclasses import replace

from make import phrases
from study import book, corpus, embed

from qualpipe.coding import effects, gather


def test_a_rule_that_misleads_shows_as_harm_and_a_good_one_as_gain() -> None:
    whole, codes = corpus(200)
    gold = [frozenset({code} if code else ()) for code in codes]
    home, friends, visits = book()
    home = replace(home, definition=(), examples=phrases("warm kitchen"), keywords=())
    friends = replace(friends, examples=phrases("bus rain lunch ticket queue"))
    found = effects(replace(book(), codes=(home, friends, visits)), whole, gold, embed=embed)
    by_part = {(one.code, one.part): one.gain for one in found}
    assert by_part["friends", "examples"] < 0
    assert by_part["visits", "examples"] > 0
    assert ("home", "examples") not in by_part  # all of its wording: nothing to compare with


def test_codes_without_gold_are_left_out() -> None:
    whole, _ = corpus(30)
    assert effects(book(), whole, [frozenset()] * 30, embed=embed) == ()


def test_what_heeding_negation_brings_is_measured_where_there_is_any() -> None:
    whole, codes = corpus(60)
    said = list(whole.segments)
    said[0] = replace(said[0], text="Nobody gave me a warm kitchen, there was no kitchen.")
    denying = gather(said, embed=embed)
    gold = [frozenset({code} if code else ()) for code in codes]
    home, friends, visits = book()
    named = replace(book(), codes=(replace(home, keywords=phrases("kitchen")), friends, visits))
    parts = {(one.code, one.part) for one in effects(named, denying, gold, embed=embed)}
    assert ("home", "negation") in parts
    assert ("friends", "negation") not in parts
