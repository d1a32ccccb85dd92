"""Nothing inside is reached by a fetch, and nothing but the built site by a request to the preview."""

from __future__ import annotations

import re
import socket
import threading

import pytest

from dateline.capture.fetch import Fetcher, FetchError, check_address, connect_public, is_public
from dateline.site.context import CSP
from dateline.site.serve import PreviewServer
from tests.trust.projects import build, small_site

INSIDE = (
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://0x7f.1/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://2130706433/", "http://017700000001/", "http://0177.0.0.1/",
    "http://0177.1/", "http://127.0.0.1./", "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://x.localhost/", "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/", "http://[fd00::1]/", "http://[ff02::1]/", "http://0/", "http://0.0.0.0/", "http://10.0.0.1/", "http://10.1/", "http://172.16.0.1/", "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data/", "http://169.254.43518/", "http://0xa9fea9fe/", "http://100.64.0.1/", "http://192.0.0.1/", "http://198.18.0.1/", "http://224.0.0.1/",
    "http://255.255.255.255/", "http://１２７.0.0.1/", "http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://127.0.0.1%00.example.com/", "http://127.0.0.1\t/", "http://127.0.0.1#@example.com/",
    "http://example.com@127.0.0.1/", "http://user:pw@127.0.0.1/", "http://127.0.0.1:80/", "http://127.0.0.1\\@example.com/", "http:127.0.0.1/", "http:/127.0.0.1/", "http:///127.0.0.1/",
    "http://router/", "http://printer.local/", "http://db.internal/", "http://x.home.arpa/", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "dict://127.0.0.1:11211/",
    "http://example.com:6379/", "http://example.com:22/", "jar:http://127.0.0.1!/", "//127.0.0.1/", "http://0x7f.0x0.0x0.0x1/", "http://[::ffff:0:127.0.0.1]/",
)


@pytest.fixture
def canary(monkeypatch):
    """Listen on loopback, lead every connection there, and count who knocks."""
    knocks = []
    listener = socket.create_server(("127.0.0.1", 0))
    real = socket.create_connection

    def listen():
        while True:
            try:
                one, _ = listener.accept()
            except OSError:
                return
            knocks.append(one)
            one.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    monkeypatch.setattr(socket, "create_connection", lambda address, **options: real(listener.getsockname()[:2], timeout=2) if is_inside(address[0]) else refuse(address))
    yield knocks
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


def is_inside(host):
    return not is_public(socket.getaddrinfo(host, 80)[0][4][0])


def refuse(address):
    raise OSError(f"no network in tests: {address}")


@pytest.mark.parametrize("url", INSIDE)
def test_no_spelling_of_an_inner_address_reaches_it(canary, url):
    with pytest.raises(FetchError):
        Fetcher(sleep=lambda _: None).fetch(url)
    assert not canary


def test_a_name_that_leads_inside_is_not_even_knocked_at(canary, monkeypatch):
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    with pytest.raises(FetchError, match="not a public address"):
        Fetcher(sleep=lambda _: None).fetch("http://news.example.com/")
    assert not canary


def test_a_name_that_answers_differently_the_second_time_gains_nothing(monkeypatch):
    """The socket that was connected is what is checked, whatever the resolver said before."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: public)
    try:
        monkeypatch.setattr(socket, "create_connection", lambda address, **_: _connected(port))
        with pytest.raises(FetchError, match="not a public address"):
            connect_public("rebind.example.com", port, 2)
    finally:
        listener.close()


def _connected(port):
    one = socket.socket()
    one.connect(("127.0.0.1", port))
    return one


@pytest.mark.parametrize("target", ["http://127.0.0.1/x", "http://[::1]/", "//0x7f.1/", "file:///etc/passwd", "http://2130706433/", "gopher://127.0.0.1/", "http://10.0.0.1:80/"])
def test_no_redirect_leads_inside(target):
    def connect(host, port, timeout):
        assert host == "news.example.com"
        ours, theirs = socket.socketpair()
        theirs.sendall(f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        theirs.shutdown(socket.SHUT_WR)
        held.append(theirs)
        return ours

    held = []
    with pytest.raises(FetchError):
        Fetcher(connect=connect, sleep=lambda _: None).fetch("http://news.example.com/")
    for one in held:
        one.close()


def test_public_addresses_are_let_through():
    assert check_address("https://news.example.com/a?b=c") == "https://news.example.com/a?b=c"
    assert is_public("93.184.215.14")


# The preview server -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    root = small_site(folder / "project", 1)
    build(root)
    (folder / "secret.txt").write_text("SECRET")
    (root / "secret.txt").write_text("SECRET")
    (root / "site" / "link.txt").symlink_to(folder / "secret.txt")
    (root / "site" / "linked").symlink_to(folder, target_is_directory=True)
    (root / "site" / ".hidden").write_text("SECRET")
    server = PreviewServer(root / "site", "/watch/", 0, reload=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def ask(server, line, *headers, host=True):
    """Send raw bytes and return the whole answer."""
    own = (f"Host: 127.0.0.1:{server.server_port}",) if host else ()
    request = "\r\n".join([line, *own, *headers, "Connection: close", "", ""]).encode("utf-8", "surrogateescape")
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as one:
        one.sendall(request)
        found = b""
        while chunk := one.recv(65536):
            found += chunk
    return found


def status(answer):
    return int(answer.split(b" ", 2)[1])


def test_the_preview_serves_the_site_with_the_strict_policy(preview):
    answer = ask(preview, "GET /watch/ HTTP/1.1")
    assert status(answer) == 200
    assert f"Content-Security-Policy: {CSP}".encode() in answer
    assert b"X-Content-Type-Options: nosniff" in answer
    assert b"Access-Control" not in answer
    assert preview.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", "0.0.0.0", "[::1]", "", "127.0.0.1:{port}@evil.example", "evil.example:{port}"])
def test_a_foreign_host_is_refused(preview, host):
    answer = ask(preview, "GET /watch/ HTTP/1.1", f"Host: {host.format(port=preview.server_port)}", host=False)
    assert status(answer) == 403


def test_no_host_or_two_hosts_are_refused(preview):
    assert status(ask(preview, "GET /watch/ HTTP/1.1", host=False)) == 403
    assert status(ask(preview, "GET /watch/ HTTP/1.1", "Host: evil.example")) == 403


@pytest.mark.parametrize("path", [
    "/secret.txt", "/watch/../secret.txt", "/watch/../../secret.txt", "/watch/..%2fsecret.txt", "/watch/%2e%2e/secret.txt", "/watch/%2e%2e%2fsecret.txt", "/watch/%252e%252e/secret.txt",
    "/watch/..\\secret.txt", "/watch/..%5csecret.txt", "/watch//secret.txt", "//watch/secret.txt", "/watch/./../secret.txt", "/watch/link.txt", "/watch/linked/secret.txt", "/watch/linked/",
    "/watch/.hidden", "/watch/%2ehidden", "/watch/.dateline-site", "/watch/index.html%00.txt", "/watch/%00", "/watch/C:/secret.txt", "/watch/index.html/../../../secret.txt", "/etc/passwd",
    "http://evil.example/watch/", "/watch/%c0%ae%c0%ae/secret.txt", "/watch/..;/secret.txt", "/watch/\uff0e\uff0e/secret.txt", "/watch/" + "a" * 3000, "/watch/articles/..", "*",
])
def test_nothing_but_the_built_tree_is_served(preview, path):
    answer = ask(preview, f"GET {path} HTTP/1.1")
    assert status(answer) in (400, 404, 414)
    assert b"SECRET" not in answer and b"root:" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_but_reading_is_allowed(preview, method):
    answer = ask(preview, f"{method} /watch/ HTTP/1.1", "Content-Length: 0")
    assert status(answer) == 405
    assert b"Allow: GET, HEAD" in answer


@pytest.mark.parametrize("line", ["BREW /watch/ HTTP/1.1", "GET", "GET /watch/ HTTP/9.9", "\x00\x01\x02", "GET /watch/ HTTP/1.1 x"])
def test_what_is_no_request_is_answered_with_an_error(preview, line):
    answer = ask(preview, line)
    assert b"Quay Watch" not in answer
    assert not answer or re.search(rb"HTTP/1.1 (?:400|501|505) |Error code: (?:400|505)", answer)
    assert status(ask(preview, "HEAD /watch/ HTTP/1.1")) == 200
