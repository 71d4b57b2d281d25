"""The coding engine: suggestions that say how sure they are and why, and learn from decisions.

The way of a suggestion: `gather` embeds the segments, `score` compares them with the codebook,
`learn` adds what reviewers decided, `suggestions` explains what is worth showing. `draw` picks
what to review next and `rates` says how right the machine is on the data at hand.
"""

from qualpipe.coding.estimates import Estimate, Rates, rates
from qualpipe.coding.learning import Judgement, judgements, learn
from qualpipe.coding.queue import Drawn, draw
from qualpipe.coding.rules import RuleEffect, effects
from qualpipe.coding.scoring import Corpus, Embed, Scores, gather, score
from qualpipe.coding.suggestions import suggest, suggestions

__all__ = [
    "Corpus",
    "Drawn",
    "Embed",
    "Estimate",
    "Judgement",
    "Rates",
    "RuleEffect",
    "Scores",
    "draw",
    "effects",
    "gather",
    "judgements",
    "learn",
    "rates",
    "score",
    "suggest",
    "suggestions",
]
