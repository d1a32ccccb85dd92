from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from dateline.capture.fetch import Fetcher, FetchError, check_address, connect_public, fetch_sources, is_public
from dateline.model.problem import Problem

PAGE = b"<html><title>t</title><p>text</p></html>"


class Handler(BaseHTTPRequestHandler):
    robots: ClassVar[str] = ""
    seen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Handler.seen.append(self.path)
        if self.path == "/robots.txt":
            return self.answer(200 if self.robots else 404, self.robots.encode())
        if self.path.startswith("/hop/"):
            left = int(self.path.rsplit("/", 1)[1])
            return self.answer(302, b"", Location=f"/hop/{left - 1}" if left else "/page")
        if self.path == "/inside":
            return self.answer(302, b"", Location="http://127.0.0.1/secret")
        if self.path == "/file":
            return self.answer(302, b"", Location="file:///etc/passwd")
        if self.path == "/bomb":
            return self.answer(200, gzip.compress(b"\0" * 60_000_000), **{"Content-Encoding": "gzip"})
        if self.path == "/gzip":
            return self.answer(200, gzip.compress(PAGE), **{"Content-Encoding": "gzip"})
        if self.path == "/long":
            return self.answer(200, b"x" * (33 * 2**20))
        if self.path == "/gone":
            return self.answer(410, b"")
        return self.answer(200, PAGE)

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=gbk")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def server(robots: str = "") -> Iterator[Callable[[str, int, float], socket.socket]]:
    """Serve on loopback and give the connector that leads public names there."""
    Handler.robots, Handler.seen = robots, []
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()

    def connect(host: str, port: int, timeout: float) -> socket.socket:
        assert port == 80
        return socket.create_connection(httpd.server_address[:2], timeout=timeout)

    try:
        yield connect
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def fetcher(connect: Callable[[str, int, float], socket.socket]) -> Fetcher:
    return Fetcher(connect=connect, sleep=lambda _: None)


def test_a_page_is_fetched_with_its_type_and_address() -> None:
    with server() as connect:
        capture = fetcher(connect).fetch("http://news.example.com/page?id=1#top")
    assert capture.data == PAGE
    assert capture.url == "http://news.example.com/page?id=1"
    assert capture.media_type == "text/html; charset=gbk"
    assert capture.captured.endswith("Z")
    assert Handler.seen == ["/robots.txt", "/page?id=1"]


def test_five_hops_are_followed_and_no_more() -> None:
    with server() as connect:
        assert fetcher(connect).fetch("http://news.example.com/hop/4").data == PAGE
        with pytest.raises(FetchError, match="redirects"):
            fetcher(connect).fetch("http://news.example.com/hop/9")


@pytest.mark.parametrize(("path", "code"), [("/inside", "DL123"), ("/file", "DL123"), ("/gone", "DL124"), ("/bomb", "DL116"), ("/long", "DL116")])
def test_answers_that_are_refused(path: str, code: str) -> None:
    with server() as connect, pytest.raises(FetchError) as refused:
        fetcher(connect).fetch(f"http://news.example.com{path}")
    assert refused.value.code == code


def test_gzip_is_unpacked() -> None:
    with server() as connect:
        assert fetcher(connect).fetch("http://news.example.com/gzip").data == PAGE


def test_robots_are_obeyed() -> None:
    with server("User-agent: *\nDisallow: /private\n") as connect:
        with pytest.raises(FetchError, match="robots"):
            fetcher(connect).fetch("http://news.example.com/private/1")
        assert fetcher(connect).fetch("http://news.example.com/open").data == PAGE
    assert "/private/1" not in Handler.seen


def test_one_host_is_asked_with_pauses_between() -> None:
    pauses: list[float] = []
    with server("User-agent: *\nCrawl-delay: 3\n") as connect:
        one = Fetcher(connect=connect, sleep=pauses.append)
        one.fetch("http://news.example.com/1")
        one.fetch("http://news.example.com/2")
    assert pauses[-1] == pytest.approx(3, abs=0.5)


@pytest.mark.parametrize("url", [
    "file:///etc/passwd", "ftp://example.com/x", "gopher://example.com", "http://127.0.0.1/", "http://127.1/", "http://0x7f.1/", "http://0x7f000001/",
    "http://2130706433/", "http://0177.0.0.1/", "http://localhost/", "http://localhost./", "http://a.localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/", "http://[fe80::1]/", "http://[fd00::1]/", "http://0.0.0.0/",
    "http://0/", "http://example.com:8080/", "http://example.com:22/", "http://user:pw@example.com/", "http://example.com:99999/", "http://router/", "http://x.local/",
    "http://x.internal/", "http://100.64.0.1/", "http://224.0.0.1/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "//example.com/", "example.com", "http:///x", "http://１２７.0.0.1/",
    "http://①②⑦.0.0.1/", "http://127。0。0。1/", "javascript:alert(1)", "data:text/html,x", "http://[::]/", "http://127.0.0.1.:80/", "http://0x7f.0x0.0x0.0x1/", "http://017700000001/",
])
def test_addresses_that_are_never_asked(url: str) -> None:
    with pytest.raises(FetchError) as refused:
        check_address(url)
    assert refused.value.code == "DL123"


def test_a_name_that_leads_inside_is_refused_on_the_socket() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    try:
        with pytest.raises(FetchError, match="not a public address"):
            connect_public("127.0.0.1", listener.getsockname()[1], 2)
    finally:
        listener.close()


def test_public_addresses_pass() -> None:
    assert is_public("1.1.1.1")
    assert is_public("2606:4700:4700::1111")
    assert check_address("https://例子.测试网.com/路?q=值") == "https://xn--fsqu00a.xn--0zwm89av8i.com/%E8%B7%AF?q=%E5%80%BC"


def test_one_bad_address_does_not_stop_the_others() -> None:
    with server() as connect:
        found = list(fetch_sources(["http://10.0.0.1/", "http://news.example.com/page"], fetcher(connect)))
    assert isinstance(found[0], Problem)
    assert found[1].capture.data == PAGE  # type: ignore[union-attr]
