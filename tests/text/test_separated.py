import csv
import io

import pytest

from qualpipe.text.separated import cells_up_to

LONG = "我覺得好舒服 " * 30_000


def test_a_cell_may_hold_an_interview_for_a_while_only() -> None:
    usual = csv.field_size_limit()
    with cells_up_to(1 << 20):
        assert next(csv.reader(io.StringIO(LONG))) == [LONG]
    with pytest.raises(csv.Error, match="field larger"):
        next(csv.reader(io.StringIO(LONG)))
    assert csv.field_size_limit() == usual
