"""Learning: what a person's decisions teach about the segments nobody has read yet."""

from qualpipe.coding.learning.judgements import Judgement, judgements
from qualpipe.coding.learning.lesson import learn

__all__ = ["Judgement", "judgements", "learn"]
