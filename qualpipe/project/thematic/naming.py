"""Names by a language model: asked for, through the guarded line, and marked as the model's."""

from dataclasses import replace

from qualpipe.coding.opinion import Server, conversation, server
from qualpipe.model import Segment
from qualpipe.project.steps.opinions import Request, note_asked
from qualpipe.project.thematic.editions import Edition
from qualpipe.project.watch import Watch
from qualpipe.store import Store
from qualpipe.themes import Findings, reworded


def server_of(request: Request) -> Server:
    """Return the server that is to be asked, if it may be."""
    return server(request.url, allow_remote=request.allow_remote)


def act_of(request: Request, there: Server) -> str:
    """Say who names the themes, as an edition records it."""
    return f"named by {request.model} at {there.name}{' (remote)' if there.remote else ''}"


def named_by_model(
    store: Store, edition: Edition, request: Request, *, there: Server, started: str, watch: Watch
) -> Findings:
    """Have a language model name the themes; a label that a person gave stays."""
    note_asked(store, request, there, purpose="names", started=started)
    said = _quoted(store.segments(), edition)
    total, done = len(edition.themes), 0
    with conversation(there, model=request.model, seed=request.seed) as ask:

        def asked(question: str) -> str:
            nonlocal done
            watch("asking the language model", done, total)
            done += 1
            return ask(question)

        themes = reworded(edition.themes, said, ask=asked)
    return replace(edition.findings, themes=themes)


def _quoted(segments: tuple[Segment, ...], edition: Edition) -> list[Segment]:
    wanted = {address for one in edition.themes for address in (*one.quotes, *one.segments[:3])}
    return [one for one in segments if one.address in wanted]
