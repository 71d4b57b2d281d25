"""The list of the interviews: how far each has come, and where a word is said."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from qualpipe.project.reviewing.interview import MOST_PLACES, interviews, search
from qualpipe.web.desk import TheDesk
from qualpipe.web.rendering import render
from qualpipe.web.visitor import Here

router = APIRouter()
_LONGEST_WORDS = 200


@router.get("/interviews")
def listed(request: Request, desk: TheDesk, here: Here, q: str = "") -> Response:
    """Show every interview, or the places where the words looked for are said."""
    words = q.strip()[:_LONGEST_WORDS]
    return render(
        request,
        "interviews.html",
        interviews=interviews(desk.project, viewer=here.reviewer),
        words=words,
        places=search(desk.project, words),
        most=MOST_PLACES,
    )
