from __future__ import annotations

import socket
import threading
import urllib.request
from contextlib import closing

import pytest

from dateline.site.serve import PreviewServer, split_path


@pytest.fixture
def server(tmp_path):
    root = tmp_path / "site"
    (root / "entities" / "站点").mkdir(parents=True)
    (root / "index.html").write_text("<html><body>home</body></html>", encoding="utf-8")
    (root / "404.html").write_text("<html><body>nothing here</body></html>", encoding="utf-8")
    (root / "entities" / "站点" / "index.html").write_text("<body>entity</body>", encoding="utf-8")
    (root / "data.json").write_text("{}", encoding="utf-8")
    (root / ".secret").write_text("hidden", encoding="utf-8")
    (tmp_path / "outside.txt").write_text("outside", encoding="utf-8")
    (root / "link.txt").symlink_to(tmp_path / "outside.txt")
    (root / "folder").symlink_to(tmp_path)
    made = PreviewServer(root, "/kb/", 0)
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def ask(server, line: str, host: str | None = None, extra: str = "") -> tuple[int, dict[str, str], bytes]:
    """Send a raw request line, as a hostile client would."""
    name = f"127.0.0.1:{server.server_port}" if host is None else host
    with closing(socket.create_connection(("127.0.0.1", server.server_port), timeout=5)) as connection:
        connection.sendall(f"{line} HTTP/1.1\r\nHost: {name}\r\n{extra}Connection: close\r\n\r\n".encode())
        data = b""
        while chunk := connection.recv(65536):
            data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    status, *headers = head.decode().split("\r\n")
    return int(status.split()[1]), {key.lower(): value for key, _, value in (header.partition(": ") for header in headers)}, body


def test_the_site_answers_under_its_base_path(server):
    with urllib.request.urlopen(server.url) as answer:
        assert b"home" in answer.read()
    assert ask(server, "GET /")[1]["location"] == "/kb/"
    assert ask(server, "GET /kb")[1]["location"] == "/kb/"
    assert ask(server, "GET /other/")[0] == 404
    assert ask(server, "GET /kb/entities/%E7%AB%99%E7%82%B9/")[2].startswith(b"<body>entity")


def test_a_folder_without_its_slash_is_led_on(server):
    status, headers, _ = ask(server, "GET /kb/entities/%E7%AB%99%E7%82%B9")
    assert (status, headers["location"]) == (302, "/kb/entities/%E7%AB%99%E7%82%B9/")


def test_answers_carry_the_policy_and_no_sniffing(server):
    _, headers, _ = ask(server, "GET /kb/")
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers
    assert ask(server, "GET /kb/data.json")[1]["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1", "localhost", "", "127.0.0.1.evil.example:80"])
def test_a_foreign_host_is_refused(server, host):
    assert ask(server, "GET /kb/", host)[0] in (400, 403)


def test_two_hosts_are_refused(server):
    assert ask(server, "GET /kb/", extra="Host: evil.example\r\n")[0] == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_only_reading_is_possible(server, method):
    status, headers, _ = ask(server, f"{method} /kb/")
    assert (status, headers["allow"]) == (405, "GET, HEAD")


def test_head_gives_the_headers_only(server):
    status, headers, body = ask(server, "HEAD /kb/data.json")
    assert (status, headers["content-length"], body) == (200, "2", b"")


@pytest.mark.parametrize("path", [
    "/kb/../outside.txt", "/kb/%2e%2e/outside.txt", "/kb/..%2foutside.txt", "/kb/%2e%2e%2foutside.txt", "/kb/..%5coutside.txt", "/kb//etc/passwd",
    "/kb/%00", "/kb/index.html%00.txt", "/kb/link.txt", "/kb/folder/outside.txt", "/kb/.secret", "/kb/entities/../.secret", "//evil.example/kb/",
    "/kb/entities/./index.html", "/kb/C:/windows",
])
def test_nothing_outside_the_folder_is_served(server, path):
    status, _, body = ask(server, f"GET {path}")
    assert status == 404
    assert b"outside" not in body
    assert b"hidden" not in body


def test_a_missing_page_shows_the_sites_own(server):
    status, _, body = ask(server, "GET /kb/none/")
    assert status == 404
    assert b"nothing here" in body


def test_pages_load_again_when_told(server):
    assert b'<script src="/kb/_dateline/reload.js" defer></script></body>' in ask(server, "GET /kb/")[2]
    with urllib.request.urlopen(f"{server.url}_dateline/reload?page=%2Fkb%2Fentities%2Fxai%2F") as stream:
        assert stream.headers["content-type"] == "text/event-stream"
        assert stream.readline().startswith(b"retry:")
        assert server.pages_on_screen() == ["entities/xai/"]
        assert server.notify() == 1
        stream.readline()
        assert stream.readline() == b"event: reload\n"


def test_some_pages_load_again_and_others_do_not(server):
    with urllib.request.urlopen(f"{server.url}_dateline/reload?page=%2Fkb%2Farticles%2Flab%2F") as stream:
        stream.readline()
        assert server.notify({"entities/xai/"}) == 0
        assert server.notify(besides=["articles/lab/"]) == 0
        assert server.notify({"articles/lab/"}) == 1


def test_without_reload_pages_are_served_as_they_are(tmp_path):
    (tmp_path / "index.html").write_bytes(b"<body>home</body>")
    server = PreviewServer(tmp_path, "/", 0, reload=False)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    assert ask(server, "GET /")[2] == b"<body>home</body>"
    server.shutdown()
    server.server_close()


def test_a_taken_port_is_said_plainly(server, tmp_path):
    from dateline.errors import DatelineError

    with pytest.raises(DatelineError, match="use --port"):
        PreviewServer(tmp_path, "/", server.server_port)


@pytest.mark.parametrize(("path", "expected"), [("", []), ("a/", ["a", ""]), ("a/b.html", ["a", "b.html"]), ("a//b", None), ("%2e", None), ("a%2fb", None)])
def test_a_path_is_split_before_it_is_decoded(path, expected):
    assert split_path(path) == expected
