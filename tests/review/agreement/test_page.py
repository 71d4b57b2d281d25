import doctest
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "agreement.md"


def test_the_numbers_on_the_page_are_those_of_the_program() -> None:
    done = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert done.failed == 0
    assert done.attempted >= 6
