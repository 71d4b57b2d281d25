"""The gate: who does not belong here gets no further, whatever the route.

Every request must name a host we serve; one that changes something must come from our own page
and bring the session's CSRF token; every route but a few named ones needs a session. New routes
are shut until somebody logs in, without being told.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qualpipe.web.refusals import answer
from qualpipe.web.security.headers import with_headers
from qualpipe.web.security.sessions import Sessions
from qualpipe.web.visitor import Visitor, language_of
from qualpipe.web.wording import worded

# What is open before anybody logged in: the door itself, its scripts and words.
OPEN = ("/static/", "/messages/")
DOOR = frozenset({"/login", "/launch", "/language"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """Why a request is not let through."""

    status: int
    key: str


class Gate:
    """Stands before the app as ASGI middleware."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        sessions: Sessions,
        hosts: frozenset[str],
        cookie: str,
        secure: bool,
    ) -> None:
        self._app = app
        self._sessions = sessions
        self._hosts = hosts
        self._cookie = cookie
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to the app, or answer why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # there are no websockets here

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                message["headers"] = with_headers(headers, path=scope["path"], secure=self._secure)
            await send(message)

        request = Request(scope, receive)
        headers = request.headers
        shut = self._forged(scope, headers)
        if shut is None:
            shut = await self._let_in(request)
        if shut is not None:
            await _refusal(request, shut)(scope, receive, sealed)
            return
        if scope["method"] in SAFE:
            await self._app(scope, receive, sealed)
            return
        body = await _body(receive)
        if body is None:
            too_long = Shut(status=413, key="error.413")
            await _refusal(request, too_long)(scope, receive, sealed)
            return
        await self._app(scope, _again(body, receive), sealed)

    def _forged(self, scope: Scope, headers: Headers) -> Shut | None:
        """Say whether a request comes under a foreign name, from a foreign page, or is too long."""
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            return Shut(status=400, key="error.host")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return Shut(status=413, key="error.413")
        if scope["method"] in SAFE:
            return None
        origin = headers.get("origin")
        ours = f"{'https' if self._secure else 'http'}://{host}"
        # Browsers send both; a program that sends neither has no cookie it was tricked into using.
        if origin is not None and origin.lower() != ours:
            return Shut(status=403, key="error.origin")
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return Shut(status=403, key="error.origin")
        return None

    async def _let_in(self, request: Request) -> Shut | None:
        """Find out who asks; hold them to their CSRF token if they want to change something."""
        token = _cookies(request.headers).get(self._cookie, "")
        path, method = request.url.path, request.method
        request.state.visitor, request.state.token = None, token
        if path.startswith(OPEN):
            return None
        guest = await run_in_threadpool(self._sessions.guest, token)
        if guest is not None:
            request.state.visitor = Visitor(
                reviewer=guest.reviewer,
                duty=guest.duty,
                language=language_of(request),
                csrf=guest.csrf,
            )
        if path in DOOR:
            return None
        if guest is None:
            return Shut(status=401, key="error.401")
        given = request.headers.get("x-csrf-token", "")
        if method not in SAFE and not hmac.compare_digest(given.encode(), guest.csrf.encode()):
            return Shut(status=403, key="error.csrf")
        return None


def _cookies(headers: Headers) -> Mapping[str, str]:
    try:
        return {name: one.value for name, one in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _refusal(request: Request, shut: Shut) -> Response:
    """Answer who is not let through; a person without a session is shown the door."""
    wants_page = request.headers.get("accept", "").startswith("text/html")
    if shut.status == 401 and wants_page and request.method == "GET":  # noqa: PLR2004 - HTTP's own
        return RedirectResponse("/login", status_code=303)
    message = worded(shut.key, language_of(request))
    return answer(request, shut.status, shut.key, message)


async def _body(receive: Receive) -> bytes | None:
    """Read a body whole; None as soon as it is longer than anything a page sends."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a channel that gives a body that was read already."""
    left = [body]

    async def give() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return give
