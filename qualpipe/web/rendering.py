"""Pages: templates filled in for a visitor; text goes in escaped, always."""

from functools import partial
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from qualpipe.model import Language
from qualpipe.web.pages import PAGES
from qualpipe.web.visitor import LANGUAGES, Visitor, language_of
from qualpipe.web.wording import edition, worded

_HERE = Path(__file__).parent
# What a browser needs to choose the right glyphs and a screen reader the right voice.
_TAGS = {
    Language.EN: "en",
    Language.YUE: "yue-Hant-HK",
    Language.ZH: "zh",
    Language.MIXED: "zh-HK",
    Language.UNKNOWN: "",
}


def tag(language: Language | str) -> str:
    """Return the `lang` attribute for a stretch of speech.

    >>> tag("yue"), tag("en")
    ('yue-Hant-HK', 'en')
    """
    return _TAGS[Language(language)]


_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["tag"] = tag
# A name that is its own label, for lists of choices.
_TEMPLATES.filters["twice"] = lambda name: (name, name)


def render(request: Request, template: str, **values: object) -> HTMLResponse:
    """Fill in a template; it knows `t("page.key")`, `visitor`, `language` and `pages` besides."""
    language = language_of(request)
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    page = _TEMPLATES.get_template(template).render(
        t=partial(_said, language=language),
        language=language,
        languages=LANGUAGES,
        visitor=visitor,
        pages=PAGES,
        path=request.url.path,
        solo=bool(request.app.state.desk.solo),
        edition=edition(language),
        **values,
    )
    return HTMLResponse(page)


def _said(key: str, *, language: str, **values: object) -> str:
    return worded(key, language, **values)
