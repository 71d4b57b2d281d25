"""The name of a run: the same work has the same name, whenever it is done."""

import hashlib
import json
from dataclasses import replace

from qualpipe.model import Run


def named(run: Run) -> Run:
    """Return the run under the name that its step, settings, versions, inputs and seed make."""
    parts = [run.step, dict(run.settings), dict(run.versions), dict(run.inputs), run.seed]
    name = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
    return replace(run, id=name)
