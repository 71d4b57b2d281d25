"""The line to a language model: one address, no proxy, no redirect, no endless answer."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Self

from qualpipe.address import Server
from qualpipe.coding.opinion.answer import content_of
from qualpipe.model import QualpipeError

SECONDS = 120.0
_LARGEST = 1_000_000  # bytes of a reply


class Line:
    """An open connection to the one address that was looked up."""

    def __init__(self, server: Server) -> None:
        import httpx2  # noqa: PLC0415 - only when a model is asked

        self._server = server
        self._library = httpx2
        self._client = httpx2.Client(trust_env=False, follow_redirects=False, timeout=SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, body: Mapping[str, object]) -> Mapping[str, object]:
        """Send a request; return the reply, or say what the server did instead."""
        try:
            with self._client.stream(
                "POST",
                f"{self._server.url}/chat/completions",
                json=body,
                headers={"Host": self._server.name},
                extensions={"sni_hostname": self._server.host},
            ) as response:
                status = response.status_code
                content = b""
                for part in response.iter_bytes():
                    content += part
                    if len(content) > _LARGEST:
                        raise QualpipeError(f"{self._server.name}: an endless answer; stopped")
        except self._library.HTTPError as error:
            raise QualpipeError(
                f"{self._server.name}: no answer ({error}); start the server, or check --llm"
            ) from error
        if status != 200:  # noqa: PLR2004 - the one status that is an answer
            raise QualpipeError(f"{self._server.name}: {_refusal(status)}")
        return _json_of(content)


@contextmanager
def conversation(server: Server, *, model: str, seed: int) -> Iterator[Callable[[str], str]]:
    """Give a function that puts a question to the model and returns its words ('' if none)."""
    settings: dict[str, object] = {"model": model, "seed": seed, "temperature": 0}
    with Line(server) as line:

        def ask(question: str) -> str:
            messages = [{"role": "user", "content": question}]
            return content_of(line.ask({**settings, "messages": messages}))

        yield ask


def _refusal(status: int) -> str:
    """Say what a status means; never what the server wrote: it may repeat the passage."""
    if 300 <= status < 400:  # noqa: PLR2004 - redirects
        return f"sends us elsewhere ({status}), which is not followed; give the final URL"
    return f"answered with status {status}; check the URL and the model's name"


def _json_of(content: bytes) -> Mapping[str, object]:
    try:
        reply = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return reply if isinstance(reply, dict) else {}
