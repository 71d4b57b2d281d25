from make import theme

from qualpipe.themes import compare


def test_what_stayed_left_and_came_is_counted() -> None:
    before = [theme("1", segments="abcd"), theme("2", segments="efg"), theme("3", segments="hi")]
    after = [theme("1", segments="efgd"), theme("2", segments="abcx"), theme("3", segments="yz")]
    found = compare(before, after)
    assert [(one.before, one.after, one.stayed, one.left, one.came) for one in found.pairs] == [
        ("2", "1", 3, 0, 1),
        ("1", "2", 3, 1, 1),
    ]
    assert (found.gone, found.new) == (("3",), ("3",))
    assert {(one.segment, one.before, one.after) for one in found.moved} == {
        ("d", "1", "1"),
        ("h", "3", ""),
        ("i", "3", ""),
        ("x", "", "2"),
        ("y", "", "3"),
        ("z", "", "3"),
    }


def test_a_search_compared_with_itself_shows_no_change() -> None:
    themes = [theme("1", segments="abcd"), theme("2", segments="efg")]
    found = compare(themes, themes)
    assert (found.gone, found.new, found.moved) == ((), (), ())
    assert all(one.overlap == 1 for one in found.pairs)


def test_headings_are_left_aside() -> None:
    themes = [
        theme("A", segments="abcd"),
        theme("1", segments="ab", parent="A"),
        theme("2", segments="cd", parent="A"),
    ]
    assert sorted(one.before for one in compare(themes, themes).pairs) == ["1", "2"]


def test_the_pairing_is_the_best_for_all_together() -> None:
    before = [theme("1", segments="abcdef"), theme("2", segments="ghij")]
    after = [theme("1", segments="abcghi"), theme("2", segments="def")]
    pairs = {(one.before, one.after) for one in compare(before, after).pairs}
    assert pairs == {("1", "2"), ("2", "1")}


def test_searches_that_found_nothing_can_be_compared() -> None:
    assert compare([], [theme("1")]).new == ("1",)
    assert compare([theme("1")], []).gone == ("1",)
