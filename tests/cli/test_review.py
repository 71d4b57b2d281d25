import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from qualpipe import Project, QualpipeError
from qualpipe.project.reviewing import people
from qualpipe.web.serving import Place, check

Run = Callable[..., Result]
AT = "2026-01-05T09:00:00+08:00"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with Project.open(tmp_path):
        return tmp_path


def test_a_port_that_is_in_use_is_said_with_a_free_one(run: Run, project: Path) -> None:
    del project
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = run("review", "--no-browser", "--port", str(port), "--reviewer", "ana")
    assert said.exit_code == 1
    assert f"port {port} is in use" in said.stderr
    assert "--port" in said.stderr


def test_without_a_project_nothing_is_served(run: Run) -> None:
    said = run("review", "--no-browser")
    assert said.exit_code == 1
    assert "no qualpipe project here" in said.stderr


def test_a_team_without_reviewers_cannot_be_served(run: Run, project: Path) -> None:
    del project
    said = run("review", "serve")
    assert said.exit_code == 1
    assert "qualpipe reviewer add" in said.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "study.example.org"])  # noqa: S104 - that it is refused is tested
def test_other_computers_are_let_in_over_tls_only(run: Run, project: Path, host: str) -> None:
    with Project.open(project) as opened:
        people.add(opened, "ana", at=AT)
    said = run("review", "serve", "--host", host)
    assert said.exit_code == 1
    assert "--tls-cert" in said.stderr
    assert "--insecure-plain-http" in said.stderr


def test_half_a_certificate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match="needs both"):
        check(Place(certificate=tmp_path / "cert.pem"))
    with pytest.raises(QualpipeError, match="no such file"):
        check(Place(certificate=tmp_path / "cert.pem", key=tmp_path / "key.pem"))


def test_a_server_on_every_address_must_be_told_its_name() -> None:
    with pytest.raises(QualpipeError, match="--name"):
        check(Place(host="0.0.0.0", plain=True))  # noqa: S104 - as above
    named = Place(host="0.0.0.0", plain=True, names=["study.example.org"])  # noqa: S104 - as above
    check(named)
    assert named.hosts() == ("study.example.org:8765",)
    assert named.url() == "http://study.example.org:8765"


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8765"),
        ("localhost", "http://localhost:8765"),
        ("::1", "http://[::1]:8765"),
    ],
)
def test_this_computer_needs_no_certificate(host: str, url: str) -> None:
    place = Place(host=host)
    check(place)
    assert place.url() == url
    assert url.removeprefix("http://") in place.hosts()


def test_the_usual_port_need_not_be_named(tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    certificate.touch()
    key.touch()
    place = Place(
        host="192.168.1.5",
        port=443,
        names=["Study.example.org"],
        certificate=certificate,
        key=key,
    )
    check(place)
    assert "study.example.org" in place.hosts()
    assert "192.168.1.5:443" in place.hosts()


def test_who_reviews_must_be_of_the_team_where_there_is_one(run: Run, project: Path) -> None:
    with Project.open(project) as opened:
        people.add(opened, "ana", at=AT)
    said = run("review", "--no-browser", "--reviewer", "anna")
    assert said.exit_code == 1
    assert "there is no reviewer 'anna'; there are: ana" in said.stderr
