"""The coding step of a project: what goes in, whether it was done before, what is kept."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from qualpipe.model import (
    Codebook,
    Role,
    Run,
    Segment,
    Suggestion,
    Transcript,
)
from qualpipe.project.settings import Settings
from qualpipe.project.steps.clusters import cluster_of
from qualpipe.project.steps.codebooks import Consulted
from qualpipe.project.steps.decisions import placed, standing
from qualpipe.project.steps.runs import named, of_scoring
from qualpipe.project.watch import Watch
from qualpipe.review import settled
from qualpipe.store import Store


def coded(
    store: Store, settings: Settings, consulted: Consulted, *, started: str, watch: Watch
) -> tuple[Run, bool]:
    """Suggest codes for every segment of the originals, unless nothing changed since.

    Returns the run, and whether it was made now.
    """
    codebook = consulted.codebook
    run = named(
        Run(
            id="",
            step="code",
            settings={"encoder": settings.encoder, "unit": settings.unit}
            | {"speakers": settings.speakers},
            versions=of_scoring(),
            inputs={
                "codebook": codebook.hash,
                "decisions": store.ledger.last_seal(),
                "encoder": fingerprint(settings.encoder),
                "segments": store.runs.state(),
            },
            started=started,
        )
    )
    last = store.runs.coding()
    if last is not None and last.id == run.id:
        return last, False
    began = time.monotonic()
    store.save_codebook(codebook, at=started)
    found, notes = _suggested(store, settings, codebook, run=run, watch=watch)
    run = replace(
        run, notes={**consulted.notes, **notes}, seconds=round(time.monotonic() - began, 3)
    )
    store.save_suggestions(run, found)
    return run, True


def _suggested(
    store: Store, settings: Settings, codebook: Codebook, *, run: Run, watch: Watch
) -> tuple[Sequence[Suggestion], Mapping[str, str]]:
    # numpy and the engine: only when there is something to compute.
    from qualpipe.coding import gather, judgements, learn, score, suggestions  # noqa: PLC0415
    from qualpipe.project.steps.embedding import Embedder  # noqa: PLC0415

    transcripts = {one.id: one for one in store.transcripts()}
    segments = originals(store.segments(), transcripts)
    embed = Embedder(
        store,
        settings.encoder,
        jobs=settings.jobs,
        watch=watch,
        cluster=partial(cluster_of, settings),
        started=run.started,
    )
    contexts = [question_before(transcripts[one.transcript], one) for one in segments]
    del transcripts  # a fifth of the memory of a large project, and done with
    embed.prepare([*(one.text for one in segments), *filter(str.strip, contexts), *_said(codebook)])
    corpus = gather(segments, embed=embed, contexts=contexts)
    scores = score(corpus, codebook, embed=embed)
    decisions, refused = placed(settled(standing(store)[0]), segments)
    odds = {(one.segment, one.code): one.odds for one in decisions if one.odds is not None}
    answers = judgements(decisions, segments, odds=odds)
    if answers:
        scores = learn(scores, corpus, answers)
    corpus = corpus.scored()  # a tenth of the memory, free for what explains
    notes: dict[str, str] = {}
    for place, code in enumerate(scores.codes):
        notes[f"cut {code}"] = f"{scores.cuts[place]:.4f}"
        notes[f"basis {code}"] = scores.basis[place]
        if not scores.trust[place].earned:
            notes[f"trust {code}"] = scores.trust[place].why
    found = suggestions(scores, corpus, codebook, embed=embed, run=run.id)
    found = (*found, *_adopted(store, found, scores.codes, segments))
    # What everyone who looked has refused is not suggested to them again.
    return [one for one in found if (one.segment, one.code) not in refused], notes


def _adopted(
    store: Store,
    found: Sequence[Suggestion],
    codes: Sequence[str],
    segments: Sequence[Segment],
) -> tuple[Suggestion, ...]:
    """Suggest the segments of themes that became codes, where the engine does not."""
    if store.themes.last() is None:
        return ()
    from qualpipe.project.thematic.adopting import members  # noqa: PLC0415 - slow to import

    return members(store, found, codes, {one.address for one in segments})


def _said(codebook: Codebook) -> Iterator[str]:
    """Yield the wording that segments are compared with."""
    from qualpipe.coding.scoring.prototypes import WEIGHTS, wording_of  # noqa: PLC0415 - as above

    for code in codebook:
        for part in (*WEIGHTS, "counter_examples"):
            yield from wording_of(code, part)


def fingerprint(encoder: str) -> str:
    """Return what tells an encoder's vectors from another's.

    The bundled one is told by its package's version, which a run knows, so that a run with nothing
    to do need not load it; another model may have been put into the same folder.
    """
    if encoder == "bundled":
        return encoder
    from qualpipe.project.steps.embedding import loaded  # noqa: PLC0415 - loads a model

    return loaded(encoder).fingerprint


def originals(
    segments: Sequence[Segment], transcripts: Mapping[str, Transcript]
) -> tuple[Segment, ...]:
    """Leave out the segments of translations: the same words are not coded twice."""
    return tuple(one for one in segments if transcripts[one.transcript].translation_of is None)


def question_before(transcript: Transcript, segment: Segment) -> str:
    """Return what the interviewer said right before the turn of a segment ('' if nothing)."""
    said: list[str] = []
    for turn in reversed(transcript.turns[: segment.turn - 1]):
        if turn.role is not Role.INTERVIEWER:
            break
        said.append(transcript.words_of(turn))
    return "\n".join(reversed(said))
