"""Evaluation: the user's own proof, on the user's own coded text."""

from qualpipe.coding.evaluation.gold import Columns, Gold, gold_of, read_gold
from qualpipe.coding.evaluation.page import as_html
from qualpipe.coding.evaluation.report import Evaluation
from qualpipe.coding.evaluation.trial import LEARN, evaluate

__all__ = ["LEARN", "Columns", "Evaluation", "Gold", "as_html", "evaluate", "gold_of", "read_gold"]
