"""Partition: segments in groups, with how surely each group comes out again."""

from dataclasses import dataclass

from qualpipe.model import pick
from qualpipe.text.vectors import Vectors
from qualpipe.themes.clustering.choosing import Tried, Watch, choose, resampled
from qualpipe.themes.clustering.methods import METHODS, Method
from qualpipe.themes.clustering.modelling import Modelled, modelled
from qualpipe.themes.clustering.resampling import Resample, part
from qualpipe.themes.clustering.settings import ThemeSettings
from qualpipe.themes.wording.counts import Counts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Partition:
    """The groups BERTopic found, those found on resampled corpora, and the numbers tried."""

    fitted: Modelled
    resamples: tuple[Resample, ...]
    tried: tuple[Tried, ...]


def partition(
    vectors: Vectors, counts: Counts, *, settings: ThemeSettings, watch: Watch
) -> Partition:
    """Group the rows with BERTopic, then again and again on parts of them."""
    method = pick(METHODS, settings.method, kind="method")(vectors, settings)
    count, tried, resamples = settings.count, tuple[Tried, ...](), tuple[Resample, ...]()
    if count is None and not method.finds_count:
        chosen = choose(method, vectors, seed=settings.seed, watch=watch)
        count, tried = chosen.count, chosen.tried
        resamples = chosen.resamples[: settings.resamples]
    watch("grouping", 0, 1)
    models = method.models(count or 0, settings.seed)
    merged = count if method.finds_count else None
    fitted = modelled(counts, vectors, models, count=merged)
    watch("grouping", 1, 1)
    groups = int(fitted.labels.max()) + 1
    wanted = range(len(resamples), settings.resamples)
    for number in wanted:
        watch("resampling", number, settings.resamples)
        if merged:
            resamples += (_merged(method, vectors, counts, merged, (number, settings.seed)),)
        else:
            resamples += resampled(method, len(vectors), [number], count=groups, seed=settings.seed)
    if wanted:
        watch("resampling", settings.resamples, settings.resamples)
    return Partition(fitted=fitted, resamples=resamples, tried=tried)


def _merged(
    method: Method, vectors: Vectors, counts: Counts, merged: int, chance: tuple[int, int]
) -> Resample:
    """Group a part and merge its groups to the number asked for, as those of the whole were.

    Against groups that nobody merged, the whole's would look as if they did not come out again.
    """
    number, seed = chance
    drawn = part(len(vectors), number, seed)
    models = method.models(merged, seed + number + 1)
    found = modelled(counts.of(drawn), vectors[drawn], models, count=merged)
    return Resample(rows=drawn, labels=found.labels)
