"""Agreement between coders, in figures that can be published.

`ratings` arranges the decisions of a round, `agreement` makes the table of it; `span_agreement`
compares marked spans, `suggester_agreement` the machine with what people settled, `reliability` any
table of ratings. What each figure is for, and what undefined means: `docs/agreement.md`.
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
