"""The second-opinion step: a language model reads what was suggested, and is never a coder."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qualpipe.coding.opinion import Hearing, Opinion, Server, hear, server
from qualpipe.model import Codebook, Evidence, Run, Suggestion
from qualpipe.project.steps.runs import named, of_sending
from qualpipe.project.watch import Watch
from qualpipe.store import Store

_SIGN = "second opinion of "
ASKED = "asked"
"""The step of the record that a model is asked, made before a word leaves this process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Whom to ask: the server's URL, the model, and whether it may be outside this house."""

    url: str
    model: str
    allow_remote: bool = False
    seed: int = 0


def second_opinion(
    store: Store, codebook: Codebook, request: Request, *, started: str, watch: Watch
) -> Hearing:
    """Ask about every segment with a suggestion; what agrees becomes evidence beside the score.

    The score stays as it is, and a code that only the model sees is counted and not suggested.
    Who was asked, with which prompt and seed, and that a remote server was allowed, is recorded.
    """
    began = time.monotonic()
    at = server(request.url, allow_remote=request.allow_remote)
    note_asked(store, request, at, purpose="opinion", started=started)
    suggestions = store.suggestions()
    wanted = {one.segment for one in suggestions}
    segments = [one for one in store.segments() if one.address in wanted]
    heard = hear(
        segments,
        codebook,
        server=at,
        model=request.model,
        seed=request.seed,
        watch=lambda done: watch("asking the language model", done, len(segments)),
    )
    run = _run(heard, request, started=started, seconds=time.monotonic() - began)
    store.save_suggestions(run, _with_opinions(suggestions, heard))
    return heard


def note_asked(
    store: Store, request: Request, there: Server, *, purpose: str, started: str
) -> None:
    """Record whom words are sent to, and what for; what comes back may never be kept."""
    store.runs.append(
        of_sending(
            ASKED,
            there,
            allow_remote=request.allow_remote,
            started=started,
            settings={"purpose": purpose, "model": request.model},
        )
    )


def _with_opinions(suggestions: Iterable[Suggestion], heard: Hearing) -> Sequence[Suggestion]:
    said: dict[tuple[str, str], list[Opinion]] = {}
    for one in heard.opinions:
        said.setdefault((one.segment, one.code), []).append(one)
    return [_with(one, said.get((one.segment, one.code), ()), heard.model) for one in suggestions]


def _with(suggestion: Suggestion, opinions: Iterable[Opinion], model: str) -> Suggestion:
    """Put opinions in the place of those of an earlier asking; they weigh nothing."""
    own = tuple(one for one in suggestion.evidence if not one.reason.startswith(_SIGN))
    more = tuple(Evidence(span=one.span, reason=f"{_SIGN}{model}", weight=0.0) for one in opinions)
    return replace(suggestion, evidence=own + more)


def _run(heard: Hearing, request: Request, *, started: str, seconds: float) -> Run:
    return named(
        Run(
            id="",
            step="opinion",
            settings={
                "server": heard.server,
                "model": heard.model,
                "remote": str(heard.remote),
                "allow_remote": str(request.allow_remote),
            },
            inputs={"prompt": heard.prompt},
            seed=heard.seed,
            started=started,
            seconds=round(seconds, 3),
            notes={
                "asked": str(heard.asked),
                "refused": str(heard.refused),
                "dropped": str(heard.dropped),
            },
        )
    )
