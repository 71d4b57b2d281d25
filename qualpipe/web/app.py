"""The web app: routes, gate and errors put together."""

from collections.abc import Iterable
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from qualpipe.project import Project
from qualpipe.web.desk import Clock, Desk
from qualpipe.web.pages import routers
from qualpipe.web.refusals import HANDLERS
from qualpipe.web.security.gate import Gate
from qualpipe.web.security.sessions import Sessions

_STATIC = Path(__file__).parent / "static"


def create_app(
    project: Project,
    *,
    clock: Clock,
    hosts: Iterable[str],
    solo: str = "",
    launch: str = "",
    secure: bool = False,
) -> FastAPI:
    """Return the app for a project.

    `hosts` are the names it answers to, with their port. `solo` is the name of the one local user,
    who gets in with the one-time token `launch`; without it named reviewers log in. `secure` says
    that it is served over TLS.
    """
    sessions = Sessions(project, clock=clock, solo=solo, launch=launch)
    names = frozenset(hosts)
    cookie = cookie_for(names, secure=secure)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(
        project=project, clock=clock, sessions=sessions, solo=solo, cookie=cookie, secure=secure
    )
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
    for router in routers():
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_middleware(Gate, sessions=sessions, hosts=names, cookie=cookie, secure=secure)
    return app


def cookie_for(hosts: Iterable[str], *, secure: bool) -> str:
    """Return the name of the session's cookie: browsers keep cookies apart by host, not by port.

    >>> cookie_for({"127.0.0.1:8765"}, secure=False)
    'qualpipe-8765'
    """
    port = min(hosts, default="").rpartition(":")[2] or "0"
    return f"{'__Host-' if secure else ''}qualpipe-{port}"
