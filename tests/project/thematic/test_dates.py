import pytest

from qualpipe.project.thematic.dates import in_time


@pytest.mark.parametrize(
    "ordered",
    [
        ["2025-12-31", "2026-01-05", "2026-01-05T09:30"],
        ["2025年12月", "2026年1月5日", "2026年10月2號"],
        ["31/12/2025", "5/1/2026", "2/10/2026"],
        ["12/31/2025", "1/5/2026", "10/2/2026"],
        ["31 Dec 2025", "5th January 2026", "Oct. 2, 2026"],
        ["Aug 2025", "Sept. 3, 2025", "1 Oct 2025", "November 2025", "May 2026", "June 2026"],
        ["Dec 2025", "January 2026", "2026/2", "March 5, 2026"],
        ["２０２５年１２月", "2026.1.5"],
    ],
    ids=lambda one: one[0],
)
def test_dates_are_put_in_order_however_they_are_written(ordered: list[str]) -> None:
    found = in_time(sorted(ordered))
    assert found is not None
    days = [found[value] for value in ordered]
    assert days == sorted(days)
    assert len(set(days)) >= len(ordered) - 1  # a day and the same day by the clock


@pytest.mark.parametrize(
    "values",
    [
        ["男", "女"],
        ["2026-01-05", "Tai Po"],
        ["29", "43"],
        ["Mayfield 2026", "Marina 2025"],
        ["Junk Bay 2026"],
        ["2026-13-05"],
        ["31/12/2025", "12/31/2025"],
        ["P01", "P02"],
        [],
    ],
    ids=str,
)
def test_what_is_no_date_keeps_its_order(values: list[str]) -> None:
    assert in_time(values) is None
