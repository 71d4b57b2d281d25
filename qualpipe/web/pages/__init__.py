"""The pages of the app: each a module with a `router`, a template and a script of its own."""

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page in the navigation: its word is `nav.NAME` in the messages."""

    name: str
    path: str


PAGES = (
    Page(name="home", path="/home"),
    Page(name="queue", path="/queue"),
    Page(name="interview", path="/interviews"),
    Page(name="codebook", path="/codebook"),
    Page(name="themes", path="/themes"),
    Page(name="rounds", path="/rounds"),
    Page(name="agreement", path="/agreement"),
    Page(name="differences", path="/differences"),
)


def routers() -> tuple[APIRouter, ...]:
    """Return the routes of every page: each module here has some."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").router for name in names)
