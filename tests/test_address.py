"""Interviews go to this machine or a private network, unless the user says otherwise."""

import pytest

from qualpipe.address import Resolve, at_home, scheduler, server
from qualpipe.model import QualpipeError


def resolving(*addresses: str) -> Resolve:
    return lambda *_: addresses


@pytest.mark.parametrize(
    ("url", "address", "connected"),
    [
        ("http://localhost:11434/v1", "127.0.0.1", "http://127.0.0.1:11434/v1"),
        ("http://gpu.lab:8000/v1/", "10.1.2.3", "http://10.1.2.3:8000/v1"),
        ("https://gpu.lab/v1", "192.168.4.4", "https://192.168.4.4:443/v1"),
        ("http://[::1]:8080", "::1", "http://[::1]:8080"),
        ("http://six.lab:80/v1", "fd00::5", "http://[fd00::5]:80/v1"),
        ("http://six.lab:80/v1", "::ffff:127.0.0.1", "http://127.0.0.1:80/v1"),
    ],
)
def test_addresses_at_home_are_allowed(url: str, address: str, connected: str) -> None:
    found = server(url, allow_remote=False, resolve=resolving(address))
    assert not found.remote
    assert found.url == connected


@pytest.mark.parametrize(
    "addresses",
    [
        ("93.184.216.34",),
        ("169.254.169.254",),
        ("0.0.0.0",),  # noqa: S104 - refused, never bound
        ("::ffff:8.8.8.8",),
        ("2606:4700::1111",),
        ("127.0.0.1", "93.184.216.34"),
        ("224.0.0.1",),
        ("fe80::1%eth0",),
    ],
)
def test_addresses_outside_need_the_user_s_word(addresses: tuple[str, ...]) -> None:
    resolve = resolving(*addresses)
    with pytest.raises(QualpipeError, match="--allow-remote"):
        server("http://model.example/v1", allow_remote=False, resolve=resolve)
    allowed = server("http://model.example/v1", allow_remote=True, resolve=resolve)
    assert allowed.remote


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1",
        "127.0.0.1:80",
        "http://",
        "http://a:b@127.0.0.1",
        "http://h:99999",
        "http://[::1",
        "http://[屋企]:80",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(QualpipeError):
        server(url, allow_remote=True, resolve=resolving("127.0.0.1"))


@pytest.mark.parametrize("url", ["ftp://me:s3cret@127.0.0.1/", "me:s3cret@localhost:11434"])
def test_a_password_is_not_repeated(url: str) -> None:
    with pytest.raises(QualpipeError, match="leave them out") as told:
        server(url, allow_remote=True, resolve=resolving("127.0.0.1"))
    assert "s3cret" not in str(told.value)


def test_an_unknown_host_says_so() -> None:
    def unknown(*_: object) -> tuple[str, ...]:
        raise OSError("Name or service not known")

    with pytest.raises(QualpipeError, match="no such host"):
        server("http://nowhere.lab/v1", allow_remote=False, resolve=unknown)


@pytest.mark.parametrize(
    ("url", "address", "connected"),
    [
        ("tcp://head.lab:8786", "10.1.2.3", "tcp://10.1.2.3:8786"),
        ("tls://head.lab", "192.168.4.4", "tls://192.168.4.4:8786"),
        ("tcp://six.lab", "fd00::5", "tcp://[fd00::5]:8786"),
    ],
)
def test_a_scheduler_is_looked_up_in_the_same_way(url: str, address: str, connected: str) -> None:
    found = scheduler(url, allow_remote=False, resolve=resolving(address))
    assert (found.url, found.remote) == (connected, False)


def test_a_scheduler_outside_needs_the_user_s_word() -> None:
    resolve = resolving("10.1.2.3", "93.184.216.34")
    with pytest.raises(QualpipeError, match="--allow-remote"):
        scheduler("tls://head.example", allow_remote=False, resolve=resolve)
    assert scheduler("tls://head.example", allow_remote=True, resolve=resolve).remote


def test_what_goes_outside_is_encrypted() -> None:
    with pytest.raises(QualpipeError, match=r"name it as tls://head\.example:8786"):
        scheduler("tcp://head.example", allow_remote=True, resolve=resolving("93.184.216.34"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:8786", "127.0.0.1:8786", "inproc://a/1", "tcp:"])
def test_what_is_no_scheduler_s_address_is_refused(url: str) -> None:
    with pytest.raises(QualpipeError, match="one is tcp://"):
        scheduler(url, allow_remote=True, resolve=resolving("127.0.0.1"))


def test_what_is_no_address_is_not_at_home() -> None:
    assert [at_home(one) for one in ("::1", "gpu.lab", "", "1.1.1.1")] == [
        True,
        False,
        False,
        False,
    ]
