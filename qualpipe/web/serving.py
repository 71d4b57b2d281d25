"""Serving: the app on a socket, where only those reach it whom it is for."""

import ipaddress
import secrets
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from qualpipe.model import QualpipeError
from qualpipe.project import Project
from qualpipe.web.app import create_app
from qualpipe.web.desk import Clock

_EVERYWHERE = frozenset({"0.0.0.0", "::", "*"})  # noqa: S104 - these are recognised, not bound
_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_TRIED = 20  # ports after a busy one, to name a free one


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to serve: host and port, the names it is reached by, certificate and key for TLS."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: Sequence[str] = ()
    certificate: Path | None = None
    key: Path | None = None
    plain: bool = False

    @property
    def secure(self) -> bool:
        """Say whether it is served over TLS."""
        return self.certificate is not None

    @property
    def local(self) -> bool:
        """Say whether only this computer reaches it.

        >>> Place(host="::1").local, Place(host="192.168.1.5").local, Place(host="0.0.0.0").local
        (True, False, False)
        """
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def hosts(self) -> tuple[str, ...]:
        """Return the names that a request may give, with their port."""
        own = () if self.host in _EVERYWHERE else (_bracketed(self.host),)
        names = (*_LOCAL, *own) if self.local else (*own, *self.names)
        usual = 443 if self.secure else 80
        bare = tuple(name.lower() for name in names) if self.port == usual else ()
        return (*bare, *(f"{name.lower()}:{self.port}" for name in names))

    def url(self) -> str:
        """Return the address to give to a browser."""
        name = (
            self.hosts()[0] if self.host in _EVERYWHERE else f"{_bracketed(self.host)}:{self.port}"
        )
        return f"{'https' if self.secure else 'http'}://{name}"


def check(place: Place) -> None:
    """Refuse a place where passwords and interviews would cross a network in the clear."""
    if (place.certificate is None) != (place.key is None):
        raise QualpipeError("TLS needs both: --tls-cert FILE and --tls-key FILE")
    for file in (place.certificate, place.key):
        if file is not None and not file.is_file():
            raise QualpipeError(f"{file}: no such file; name the certificate and its key")
    if place.local:
        return
    if not place.secure and not place.plain:
        raise QualpipeError(
            f"{place.host}: other computers could reach this, and passwords and interviews would "
            "cross the network in the clear. Give --tls-cert and --tls-key; or, on a network you "
            "trust wholly, --insecure-plain-http"
        )
    if place.host in _EVERYWHERE and not place.names:
        raise QualpipeError(
            f"{place.host}: say by which name browsers reach it: --name study.example.org"
        )


def serve(
    project: Project,
    place: Place,
    *,
    clock: Clock,
    solo: str,
    announce: Callable[[str], None],
) -> None:
    """Serve a project until it is stopped; `announce` is given the address once it is open.

    `solo` is the name of the one local user, whose address holds a token that is good for one
    time; '' lets named reviewers log in.
    """
    check(place)
    launch = secrets.token_urlsafe(24) if solo else ""
    app = create_app(
        project, clock=clock, hosts=place.hosts(), solo=solo, launch=launch, secure=place.secure
    )
    config = uvicorn.Config(
        app,
        log_level="warning",  # the log of requests would say who read what
        access_log=False,
        server_header=False,
        proxy_headers=False,  # else anybody could claim another address to the throttle
        ssl_certfile=place.certificate,
        ssl_keyfile=place.key,
        timeout_graceful_shutdown=5,
    )
    with _socket(place) as bound:
        announce(f"{place.url()}/login#t={launch}" if solo else f"{place.url()}/")
        try:
            uvicorn.Server(config).run(sockets=[bound])
        finally:
            app.state.desk.close()


@contextmanager
def _socket(place: Place) -> Iterator[socket.socket]:
    """Open the socket first: a port that is in use is said before anything else happens."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((place.host, place.port))
        except PermissionError as fault:
            raise QualpipeError(
                f"port {place.port} needs the administrator's rights; take one above 1024"
            ) from fault
        except OSError as fault:
            free = _free_after(place, family)
            hint = f"; name another one: --port {free}" if free else ""
            raise QualpipeError(
                f"{place.host}: port {place.port} is in use or the host is not this computer's"
                f"{hint}"
            ) from fault
        bound.listen(128)  # a browser that is quicker than we are waits instead of failing
        yield bound


def _free_after(place: Place, family: socket.AddressFamily) -> int | None:
    for port in range(place.port + 1, min(place.port + _TRIED, 65536)):
        with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
            try:
                probe.bind((place.host, port))
            except OSError:
                continue  # in use as well
            return port
    return None


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
