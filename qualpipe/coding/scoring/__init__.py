"""Scores: how well each code fits each segment before anybody has decided anything."""

from qualpipe.coding.scoring.corpus import Corpus, Embed, Matrix, gather
from qualpipe.coding.scoring.fusion import score
from qualpipe.coding.scoring.scores import Scores, Trust

__all__ = ["Corpus", "Embed", "Matrix", "Scores", "Trust", "gather", "score"]
