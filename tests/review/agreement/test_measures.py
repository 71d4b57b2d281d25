"""The coefficients against published values, other programs, and what must hold for all data."""

import math
import random
import warnings
from collections.abc import Callable

import krippendorff  # type: ignore[import-untyped,unused-ignore]
import numpy as np
import pytest
from agreement_anchors import (
    ABSTRACTORS,
    BINARY,
    FLEISS_1971,
    FOUR_RATERS,
    NAMES,
    THREE_CODERS,
    Rows,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]
from statsmodels.stats import inter_rater  # type: ignore[import-untyped]

from qualpipe.review.agreement import Measure, Reason, reliability
from qualpipe.review.agreement.measures import FOR_TWO, FORMULAS
