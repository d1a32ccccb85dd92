"""Fetch the pages that a person names: carefully, one at a time a host, and nothing else.

http and https on their own ports only; the address that the socket is connected to must be public, checked again at
every hop, so that neither a name nor a redirect reaches into the own network; size, time and hops are limited;
robots.txt is obeyed. No cookies, no credentials, no proxies from the environment.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from dateline import __version__
from dateline.capture.decode import decode_html
from dateline.capture.formats.gzip_file import gunzip
from dateline.capture.limits import DOCUMENT_BYTES, LimitError
from dateline.capture.pages import MOST_PAGES, next_page
from dateline.capture.sources import Source
from dateline.model.capture import Capture
from dateline.model.problem import Problem

AGENT: Final = f"dateline/{__version__} (+https://pypi.org/project/dateline/)"
MAX_HOPS: Final = 5
SECONDS: Final = 30.0
"""For one page with all its hops."""
SILENCE: Final = 10.0
"""Without a byte."""
PAUSE: Final = 1.0
"""Between two requests to one host, unless its robots.txt asks for more (at most MAX_PAUSE)."""
MAX_PAUSE: Final = 10.0
_PORTS: Final = {"http": 80, "https": 443}
_ROBOTS_BYTES: Final = 512 * 1024
_CHUNK: Final = 1 << 16

Connect = Callable[[str, int, float], socket.socket]
"""Open a connection to a host and port within a time; tests put their own in."""


class FetchError(Exception):
    """The page was not fetched; ``code`` is the problem's."""

    def __init__(self, message: str, code: str = "DL124", hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: status, final address, content type, body."""

    status: int
    url: str
    media_type: str
    data: bytes
    location: str = ""


def connect_public(host: str, port: int, timeout: float) -> socket.socket:
    """Connect to a host and raise FetchError unless the other end has a public address.

    The name is asked for once; an inner address is not even knocked at, and the connected socket is checked once more,
    so that a name that answers differently the second time gains nothing.
    """
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        inner = next((address for address in found if not is_public(address)), "")
        if inner or not found:
            raise _not_public(host, inner)
        connection = _first_that_answers(found, port, timeout)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} cannot be reached: {error}") from error
    address = connection.getpeername()[0]
    if not is_public(address):
        connection.close()
        raise _not_public(host, address)
    return connection


def _first_that_answers(addresses: list[str], port: int, timeout: float) -> socket.socket:
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), timeout=timeout / len(addresses))
    return socket.create_connection((addresses[-1], port), timeout=timeout)


def _not_public(host: str, address: str) -> FetchError:
    return FetchError(f"{host} is at {address}, which is not a public address", "DL123", "save the page by hand")


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet, also when written as IPv6 around an IPv4 one.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def check_address(url: str) -> str:
    """Return the address as it will be asked for; raise FetchError for what may not be.

    The host must be a name with a dot or an address in its usual spelling; odd spellings of numbers are refused.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url!r} is not an address: {error}", "DL123") from None
    if parts.scheme not in _PORTS:
        raise FetchError(f"only http and https are fetched, not {parts.scheme or 'nothing'}", "DL123")
    if port not in (None, *_PORTS.values()):
        raise FetchError(f"only ports 80 and 443 are fetched, not {port}", "DL123")
    if parts.username or parts.password:
        raise FetchError("addresses with a name or password are not fetched", "DL123")
    host = (parts.hostname or "").rstrip(".")
    if not _is_plain_host(host):
        raise FetchError(f"{host!r} is not the name of a public host", "DL123", "save the page by hand")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=?~-._[]|")
    shown = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii") if not host.isascii() else host
    return urlunsplit((parts.scheme, f"{shown}:{port}" if port else shown, path, query, ""))


def _is_plain_host(host: str) -> bool:
    try:
        return is_public(str(ipaddress.ip_address(host)))
    except ValueError:
        pass
    name = host.lower()
    if name.endswith((".local", ".localhost", ".internal", ".home.arpa", ".lan", ".onion", ".test", ".invalid")):
        return False
    try:
        ascii_name = name.encode("idna").decode("ascii")
    except UnicodeError:
        return False
    labels = ascii_name.split(".")
    plain = all(re.fullmatch(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", label) for label in labels)
    # 127.1, 0x7f.1 and 2130706433 are numbers to some resolvers: a top-level label with a letter and no 0x is needed.
    return plain and len(labels) > 1 and not re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1])


@dataclass(slots=True)
class Fetcher:
    """Fetch pages one after the other, remembering each host's robots.txt and when it was last asked."""

    connect: Connect = connect_public
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, limit: int = DOCUMENT_BYTES) -> Capture:
        """Return a page, or a file of at most ``limit`` bytes, as a capture; raise FetchError where that cannot be."""
        deadline = self.clock() + SECONDS
        address = check_address(url)
        for _ in range(MAX_HOPS + 1):
            self._ask_robots(address, deadline)
            answer = self._get(address, deadline, limit)
            if answer.status in (301, 302, 303, 307, 308) and answer.location:
                address = check_address(urljoin(address, answer.location))
                continue
            if answer.status != 200:
                raise FetchError(f"{address} answered {answer.status}")
            name = urlsplit(answer.url).hostname or "page"
            when = self.now().strftime("%Y-%m-%dT%H:%M:%SZ")
            return Capture(answer.data, f"{name}{urlsplit(answer.url).path}", answer.media_type, answer.url, when)
        raise FetchError(f"{url} redirects more than {MAX_HOPS} times")

    def _ask_robots(self, address: str, deadline: float) -> None:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.robots:
            self.robots[site] = self._read_robots(site, deadline)
        rules = self.robots[site]
        if rules is not None and not rules.can_fetch(AGENT, address):
            raise FetchError(f"{site}/robots.txt does not allow it", "DL123", "save the page in your browser")

    def _read_robots(self, site: str, deadline: float) -> RobotFileParser | None:
        """Read the rules (RFC 9309): none where there is no file, everything forbidden where the server fails."""
        address = f"{site}/robots.txt"
        for _ in range(MAX_HOPS + 1):
            answer = self._get(address, deadline, _ROBOTS_BYTES)
            if answer.status in (301, 302, 303, 307, 308) and answer.location:
                address = check_address(urljoin(address, answer.location))
                continue
            rules = RobotFileParser()
            if answer.status == 200:
                rules.parse(answer.data.decode("utf-8", "replace").splitlines())
                return rules
            if answer.status < 500:
                return None
            rules.parse(["User-agent: *", "Disallow: /"])
            return rules
        return None

    def _get(self, address: str, deadline: float, limit: int) -> Answer:
        parts = urlsplit(address)
        host = parts.hostname or ""
        self._wait(host, f"{parts.scheme}://{parts.netloc}", deadline)
        port = parts.port or _PORTS[parts.scheme]
        connection = self.connect(host, port, min(SILENCE, self._left(deadline)))
        try:
            if parts.scheme == "https":
                connection = ssl.create_default_context().wrap_socket(connection, server_hostname=host)
            return self._talk(connection, parts.netloc, address, deadline, limit)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, LimitError):
                raise FetchError(f"{address}: {error}", "DL116") from error
            raise FetchError(f"{address}: {type(error).__name__}: {error}"[:300]) from error
        finally:
            connection.close()
            self.asked[host] = self.clock()

    def _talk(self, connection: socket.socket, netloc: str, address: str, deadline: float, limit: int) -> Answer:
        parts = urlsplit(address)
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        request = (
            f"GET {target} HTTP/1.1\r\nHost: {netloc}\r\nUser-Agent: {AGENT}\r\n"
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5\r\n"
            "Accept-Language: zh,en;q=0.8,*;q=0.5\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
        )
        connection.settimeout(min(SILENCE, self._left(deadline)))
        connection.sendall(request.encode("ascii"))
        with closing(http.client.HTTPResponse(connection, method="GET")) as response:
            return self._answer(connection, response, address, deadline, limit)

    def _answer(
        self, connection: socket.socket, response: http.client.HTTPResponse, address: str, deadline: float, limit: int
    ) -> Answer:
        response.begin()
        data = self._read(connection, response, deadline, limit) if response.status == 200 else b""
        if (response.getheader("Content-Encoding") or "").lower() in ("gzip", "x-gzip"):
            data, _ = gunzip(data, limit)
        return Answer(
            response.status, address, response.getheader("Content-Type") or "", data,
            response.getheader("Location") or ""
        )

    def _read(
        self, connection: socket.socket, response: http.client.HTTPResponse, deadline: float, limit: int
    ) -> bytes:
        out = bytearray()
        while True:
            connection.settimeout(min(SILENCE, self._left(deadline)))
            chunk = response.read1(_CHUNK)
            if not chunk:
                return bytes(out)
            out += chunk
            if len(out) > limit:
                raise LimitError(f"the answer is larger than {limit // 2**20 or 1} MiB")

    def _left(self, deadline: float) -> float:
        left = deadline - self.clock()
        if left <= 0:
            raise FetchError(f"it took more than {SECONDS:g} seconds", "DL116")
        return left

    def _wait(self, host: str, site: str, deadline: float) -> None:
        last = self.asked.get(host)
        if last is None:
            return
        rules = self.robots.get(site)
        wanted = rules.crawl_delay(AGENT) if rules else None
        pause = min(float(wanted or PAUSE), MAX_PAUSE)
        left = last + pause - self.clock()
        if left > 0:
            self.sleep(min(left, max(0.0, deadline - self.clock())))


def fetch_sources(addresses: Iterable[str], fetcher: Fetcher | None = None) -> Iterator[Source | Problem]:
    """Fetch addresses in order, with the further pages of each article; a failure is a problem naming its address."""
    fetcher = fetcher or Fetcher()
    for address in addresses:
        following = address
        for _ in range(MOST_PAGES):
            try:
                capture = fetcher.fetch(following)
            except FetchError as error:
                yield Problem(following, 0, 0, error.code, str(error), error.hint)
                break
            yield Source(capture, fetched=True)
            following = next_page(decode_html(capture.data).text, capture.url)
            if not following:
                break
