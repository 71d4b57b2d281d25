"""Addresses: where interviews may be sent, so that they stay where they are."""

import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from qualpipe.model import QualpipeError

_AT_HOME = tuple(
    ip_network(one)
    for one in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7")
)

Resolve = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a host name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server whose address was looked up once; `remote` if it is not this house's own.

    Requests go to `address` and nowhere else, whatever the name should mean later.
    """

    scheme: str
    host: str
    port: int
    path: str
    address: str
    remote: bool

    @property
    def url(self) -> str:
        """Return the URL to connect to, with the address in place of the name."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{self.scheme}://{host}:{self.port}{self.path}"

    @property
    def name(self) -> str:
        """Return the host and port as they were asked for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def looked_up(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def server(url: str, *, allow_remote: bool, resolve: Resolve = looked_up) -> Server:
    """Check where a URL leads: to this machine or a private network, unless others are allowed.

    >>> server("http://127.0.0.1:11434/v1", allow_remote=False).remote
    False
    """
    known = {"http": 80, "https": 443}
    example = "http://127.0.0.1:11434/v1"
    return _checked(url, known, example, allow_remote=allow_remote, resolve=resolve)


def scheduler(url: str, *, allow_remote: bool, resolve: Resolve = looked_up) -> Server:
    """Check where a Dask scheduler is, in the same way; outside this house only `tls` will do.

    >>> scheduler("tcp://127.0.0.1", allow_remote=False).url
    'tcp://127.0.0.1:8786'
    """
    known = {"tcp": 8786, "tls": 8786}
    example = "tcp://10.0.0.4:8786"
    found = _checked(url, known, example, allow_remote=allow_remote, resolve=resolve)
    if found.remote and found.scheme != "tls":
        raise QualpipeError(
            f"{found.name}: what is sent there by {found.scheme} can be read on the way; "
            f"let the scheduler speak TLS and name it as tls://{found.name}"
        )
    return found


def at_home(address: str) -> bool:
    """Say whether an address is this machine's or a private network's; a name is not.

    >>> at_home("192.168.4.4"), at_home("93.184.216.34"), at_home("gpu.lab")
    (True, False, False)
    """
    try:
        return _at_home(_plain(address))
    except ValueError:
        return False


def _checked(
    url: str,
    ports: Mapping[str, int],
    example: str,
    *,
    allow_remote: bool,
    resolve: Resolve,
) -> Server:
    if "@" in url:  # said first, and not repeated: it may be on a screen that others see
        raise QualpipeError("the server's URL holds a name or password; leave them out")
    wrong = QualpipeError(f"{url!r} is no address of a server; one is {example}")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in ports or not parts.hostname:
        raise wrong
    try:
        port = parts.port or ports[parts.scheme]
        addresses = [_plain(one) for one in resolve(parts.hostname, port)]
    except (OSError, ValueError) as error:
        raise QualpipeError(f"{parts.hostname}: no such host ({error}); check the URL") from error
    if not addresses:
        raise QualpipeError(f"{parts.hostname}: no such host; check the URL")
    # Every address counts: a name that leads outside as well is an outside name.
    remote = not all(_at_home(address) for address in addresses)
    if remote and not allow_remote:
        raise QualpipeError(
            f"{parts.hostname} is not on this machine or a private network, so interviews would "
            "leave the house; allow it with --allow-remote, which is recorded"
        )
    return Server(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port,
        path=parts.path.rstrip("/"),
        address=str(addresses[0]),
        remote=remote,
    )


def _plain(text: str) -> IPv4Address | IPv6Address:
    """Read an address; one of IPv4 dressed as IPv6 is what it is."""
    address = ip_address(text.partition("%")[0])
    return getattr(address, "ipv4_mapped", None) or address


def _at_home(address: IPv4Address | IPv6Address) -> bool:
    """Say whether an address is this machine's or a private network's (RFC 1918, RFC 4193).

    Link-local addresses (where clouds keep their secrets), 0.0.0.0 and the like are not.
    """
    return any(address in network for network in _AT_HOME)
