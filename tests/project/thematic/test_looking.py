"""How values of an attribute stand in a table: by time, else as a person counts."""

import pytest

from qualpipe.project.thematic.looking import in_order
from qualpipe.themes import Row


def row(theme: str, value: str) -> Row:
    return Row(theme=theme, value=value, segments=1, participants=1, share=0.1)


@pytest.mark.parametrize(
    "ordered",
    [
        ["2", "10", "11", ""],
        ["第2組", "第10組", ""],
        ["31/12/2025", "5/1/2026", ""],
        ["Tai Po", "大埔"],
    ],
)
def test_values_stand_in_order_below_each_theme_and_what_is_not_known_last(
    ordered: list[str],
) -> None:
    mixed = [row(theme, value) for theme in ("3", "1") for value in sorted(ordered)]
    found = [(one.theme, one.value) for one in in_order(mixed)]
    assert found == [(theme, value) for theme in ("3", "1") for value in ordered]
