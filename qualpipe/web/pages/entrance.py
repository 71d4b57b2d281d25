"""The entrance: the one-time link of the local user, the login of a team, the language."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from qualpipe.project import access
from qualpipe.web.desk import Desk, TheDesk
from qualpipe.web.refusals import Refusal
from qualpipe.web.rendering import render
from qualpipe.web.visitor import LANGUAGE_COOKIE, LANGUAGES, Here
from qualpipe.web.wording import module_of

router = APIRouter()
_YEAR = 365 * 24 * 3600


class Launch(BaseModel):
    """The token from the link that the terminal printed."""

    token: str = Field(max_length=100)


class Login(BaseModel):
    """A name and a password."""

    name: str = Field(max_length=200)
    password: str = Field(max_length=1000)


class Choice(BaseModel):
    """A language of the pages."""

    language: str = Field(max_length=10)


@router.get("/")
def start() -> Response:
    """Begin where the work is."""
    return RedirectResponse("/queue", status_code=303)


@router.get("/login")
def door(request: Request) -> Response:
    """Show the door."""
    if request.state.visitor is not None:
        return RedirectResponse("/queue", status_code=303)
    return render(request, "login.html")


@router.post("/launch")
def launch(body: Launch, desk: TheDesk) -> Response:
    """Let the local user in, once."""
    token = desk.sessions.launch(body.token) if desk.solo else None
    if token is None:
        raise Refusal("login.link_used", status=403)
    return _with_session(desk, token)


@router.post("/login")
def login(request: Request, body: Login, desk: TheDesk) -> Response:
    """Let a named reviewer in; who guesses is told to wait."""
    from qualpipe.project.reviewing import people  # noqa: PLC0415 - argon2 is for teams only

    if desk.solo:
        raise Refusal("login.wrong", status=403)
    at = desk.clock().timestamp()
    address = request.client.host if request.client else "?"
    keys = (f"account {body.name}", f"address {address}")
    seconds = access.wait(desk.project, *keys, at=at)
    if seconds > 0:
        raise Refusal("login.wait", status=429, minutes=int(seconds // 60) + 1)
    if not people.matches(desk.project, body.name, body.password):
        access.failed(desk.project, *keys, at=at)
        raise Refusal("login.wrong", status=403)
    access.forgive(desk.project, *keys)
    reviewer = people.person(desk.project, body.name).name
    return _with_session(desk, desk.sessions.begin(reviewer, in_place_of=request.state.token))


@router.post("/logout")
def logout(request: Request, visitor: Here, desk: TheDesk) -> Response:
    """End the session and let go of what its reviewer holds."""
    desk.queue.release(visitor.reviewer)
    desk.sessions.end(request.state.token)
    response = Response(status_code=204)
    response.delete_cookie(desk.cookie, path="/", secure=desk.secure, samesite="strict")
    return response


@router.post("/language")
def language(body: Choice, desk: TheDesk) -> Response:
    """Keep the language that the pages shall be in."""
    if body.language not in LANGUAGES:
        raise Refusal("error.400")
    response = Response(status_code=204)
    response.set_cookie(
        LANGUAGE_COOKIE,
        body.language,
        max_age=_YEAR,
        path="/",
        secure=desk.secure,
        httponly=True,
        samesite="strict",
    )
    return response


@router.get("/messages/{name}.js")
def words(name: str) -> Response:
    """Give the messages of a language to the page's scripts."""
    if name not in LANGUAGES:
        raise Refusal("error.404", status=404)
    return Response(module_of(name), media_type="text/javascript")


def _with_session(desk: Desk, token: str) -> Response:
    """Answer with the session's cookie: no script reads it, no other site's request bears it."""
    response = Response(status_code=204)
    response.set_cookie(
        desk.cookie, token, path="/", secure=desk.secure, httponly=True, samesite="strict"
    )
    return response
