import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from qualpipe.coding.opinion import conversation, server


class Model(BaseHTTPRequestHandler):
    """Answers with the number of questions it was asked, once with no words at all."""

    sent: list[dict[str, Any]] = []  # noqa: RUF012 - one server a test, emptied by the fixture

    def do_POST(self) -> None:
        self.sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        words = {"message": {"content": f"{len(self.sent)} 個問題"}}
        reply = {"choices": [words] if len(self.sent) < 3 else []}
        content = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def model() -> Iterator[str]:
    Model.sent.clear()
    there = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=there.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{there.server_port}/v1"
    there.shutdown()
    there.server_close()


def test_a_question_gets_the_words_of_the_answer(model: str) -> None:
    at = server(model, allow_remote=False)
    with conversation(at, model="stub", seed=4) as ask:
        answers = [ask(question) for question in ("What?", "點解？", "Nothing?")]
    assert answers == ["1 個問題", "2 個問題", ""]
    assert Model.sent[1]["messages"] == [{"role": "user", "content": "點解？"}]
    assert {(body["model"], body["seed"], body["temperature"]) for body in Model.sent} == {
        ("stub", 4, 0)
    }
