"""Runs: how a result came to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One computation: its step, settings, versions, hashes of inputs, seed and time.

    `id` is made of step, settings, versions, inputs and seed, so that the same work has the same
    name; `started` is ISO 8601 in UTC, `seconds` the wall time. `notes` is what it found out
    beside its result, e.g. the cut of each code.
    """

    id: str
    step: str
    settings: Mapping[str, str] = field(default_factory=dict, hash=False)
    versions: Mapping[str, str] = field(default_factory=dict, hash=False)
    inputs: Mapping[str, str] = field(default_factory=dict, hash=False)
    seed: int = 0
    started: str = ""
    seconds: float = 0.0
    notes: Mapping[str, str] = field(default_factory=dict, hash=False)
