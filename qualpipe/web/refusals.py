"""Refusals: what could not be done, in the words of the page's language."""

import logging
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from qualpipe.model import QualpipeError
from qualpipe.web.rendering import render
from qualpipe.web.visitor import language_of
from qualpipe.web.wording import messages, worded

_LOG = logging.getLogger("qualpipe.web")
# How the library says what went wrong, and the page's word for it.
_KNOWN = {
    "the disk is full": ("error.disk_full", 503),
    "another program is writing": ("error.locked", 503),
    "cannot be written to": ("error.read_only", 503),
    "the disk failed": ("error.disk_failed", 503),
    "other words stand there now": ("error.words_changed", 409),
    "there is no such place": ("error.no_place", 409),
    "the words marked lie outside": ("queue.outside", 400),
    "these are the words that": ("queue.same_words", 400),
    "is no other code": ("queue.no_other_code", 400),
    "to these words already": ("queue.given_already", 400),
}


class Refusal(Exception):
    """A request that is not done; `key` names the message, `more` goes to the browser beside it."""

    def __init__(
        self,
        key: str,
        *,
        status: int = 400,
        more: dict[str, Any] | None = None,
        **values: object,
    ) -> None:
        super().__init__(key)
        self.key, self.status, self.values, self.more = key, status, values, more or {}


def refused(request: Request, fault: Exception) -> Response:
    """Answer a refusal."""
    if not isinstance(fault, Refusal):
        raise fault
    message = worded(fault.key, language_of(request), **fault.values)
    return answer(request, fault.status, fault.key, message, **fault.more)


def not_possible(request: Request, fault: Exception) -> Response:
    """Answer what the library could not do."""
    key, status = _kind_of(str(fault))
    return answer(request, status, key, said_of(fault, language_of(request)))


def said_of(fault: Exception, language: str) -> str:
    """Say what the library could not do; faults of the disk in the page's language."""
    said = str(fault)
    key, _ = _kind_of(said)
    return worded(key, language, reason=said)


def _kind_of(said: str) -> tuple[str, int]:
    found = (known for sign, known in _KNOWN.items() if sign in said)
    return next(found, ("error.refused", 400))


def not_understood(request: Request, fault: Exception) -> Response:
    """Answer a request of the wrong form; names the fields, never repeats what they held."""
    if not isinstance(fault, RequestValidationError):
        raise fault
    fields = ", ".join(sorted({str(one["loc"][-1]) for one in fault.errors()}))
    message = worded("error.form", language_of(request), fields=fields)
    return answer(request, 422, "error.form", message)


def not_there(request: Request, fault: Exception) -> Response:
    """Answer a route that does not exist, or a method it does not know."""
    if not isinstance(fault, HTTPException):
        raise fault
    key = f"error.{fault.status_code}"
    language = language_of(request)
    key = key if key in messages(language) else "error.400"
    return answer(request, fault.status_code, key, worded(key, language))


def broken(request: Request, fault: Exception) -> Response:
    """Answer a fault of the program; what it was about stays out of answer and log."""
    _LOG.error("%s %s: %s", request.method, request.url.path, type(fault).__name__)
    return answer(request, 500, "error.500", worded("error.500", language_of(request)))


def answer(request: Request, status: int, key: str, message: str, **more: object) -> Response:
    """Answer with a message: JSON to the page's own requests, a page to a person."""
    if request.headers.get("accept", "").startswith("text/html"):
        page: HTMLResponse = render(request, "refusal.html", message=message)
        page.status_code = status
        return page
    return JSONResponse({"error": key, "message": message, **more}, status_code=status)


HANDLERS = {
    Refusal: refused,
    QualpipeError: not_possible,
    RequestValidationError: not_understood,
    HTTPException: not_there,
    Exception: broken,
}
