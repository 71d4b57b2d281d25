"""Agreement between coders, in figures that can be published.

>>> # table = agreement(ratings(decisions, segments, assigned=seen, codes=ids), by=[Split.CODE])
>>> # str(table.row("home").figures[Measure.ALPHA])
'0.743 [0.419, 1.000]'
"""

from qualpipe.review.agreement.figure import (
    KRIPPENDORFF,
    LABELS,
    LANDIS_KOCH,
    REFERENCES,
    Figure,
    Measure,
    Reason,
    Reference,
)
from qualpipe.review.agreement.matrix import reliability
from qualpipe.review.agreement.ratings import Ratings, Unit, ratings
from qualpipe.review.agreement.resampling import Cluster, Plan
from qualpipe.review.agreement.rows import Agreement, Row, Scope, Split, agreement
from qualpipe.review.agreement.spans import span_agreement
from qualpipe.review.agreement.suggester import (
    SuggesterRow,
    SuggesterTable,
    suggester_agreement,
)

__all__ = [
    "KRIPPENDORFF",
    "LABELS",
    "LANDIS_KOCH",
    "REFERENCES",
    "Agreement",
    "Cluster",
    "Figure",
    "Measure",
    "Plan",
    "Ratings",
    "Reason",
    "Reference",
    "Row",
    "Scope",
    "Split",
    "SuggesterRow",
    "SuggesterTable",
    "Unit",
    "agreement",
    "ratings",
    "reliability",
    "span_agreement",
    "suggester_agreement",
]
