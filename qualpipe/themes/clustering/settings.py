"""Settings: how to look for themes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Fewer segments cannot be grouped in a way that would come out again with other participants.
LEAST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSettings:
    """How to look for themes.

    `method` is `steady` or `bertopic`. `count` is the number of themes (None: as many as come out
    again on resampled corpora); a theme that fewer than `min_participants` voice is not reported.
    `resamples` is how often the corpus is resampled to measure stability. `parameters` go to UMAP
    and HDBSCAN where the method is `bertopic`: n_neighbors, n_components, min_dist,
    min_cluster_size, min_samples. What each may be is said by `checked`.
    """

    method: str = "steady"
    count: int | None = None
    min_participants: int = 2
    seed: int = 1
    resamples: int = 20
    parameters: Mapping[str, float] = field(default_factory=dict, hash=False)
