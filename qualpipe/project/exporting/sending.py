"""Sending: where words of the interviews went beside this process, from the runs that record it."""

import re
from collections.abc import Iterable, Iterator

from qualpipe.export.study import Sent
from qualpipe.model import Run
from qualpipe.project.steps.clusters import STEP as CLUSTER
from qualpipe.project.steps.opinions import ASKED

# What an edition of the themes says of a model that named them, where no run of its own does
# (`thematic.naming.act_of`).
_NAMED = re.compile(r"named by (?P<model>.*) at (?P<server>\S+)(?P<remote> \(remote\))?")


def sent(runs: Iterable[Run]) -> tuple[Sent, ...]:
    """Return each place that runs sent words to and what for, in the order of the first time."""
    return tuple(dict.fromkeys(_sent(runs)))


def _sent(runs: Iterable[Run]) -> Iterator[Sent]:
    for run in runs:
        kept = run.settings
        if run.step in {ASKED, "opinion", CLUSTER}:
            yield Sent(
                purpose=kept.get("purpose", run.step),
                server=kept.get("server", ""),
                model=kept.get("model", ""),
                remote=kept.get("remote") == str(True),
            )
        elif named := _NAMED.fullmatch(kept.get("act", "")):
            remote = named["remote"] is not None
            yield Sent(purpose="names", server=named["server"], model=named["model"], remote=remote)
