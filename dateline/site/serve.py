"""The preview server: this machine only, the built folder only, reading only.

It answers under the site's base path, as the published site does, and tells open pages to load again after
a rebuild. A request with another Host is refused: a foreign page could else read the preview through a name of its
own that leads to 127.0.0.1 (DNS rebinding).
"""

from __future__ import annotations

import os
import queue
import stat
import threading
from collections.abc import Container, Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

from dateline.errors import DatelineError
from dateline.site.context import CSP

ADDRESS: Final = "127.0.0.1"
RELOAD: Final = "_dateline/reload"
SCRIPT: Final = "_dateline/reload.js"
_INJECTED: Final = '<script src="{}" defer></script>'
_RELOAD_SCRIPT: Final = b"""\
"use strict";
// Loads the page again when the preview server has rebuilt it.
(() => {
  const base = document.currentScript.src.replace(/reload\\.js$/, "reload");
  const events = new EventSource(base + "?page=" + encodeURIComponent(location.pathname));
  events.addEventListener("reload", () => location.reload());
  addEventListener("pagehide", () => events.close());
})();
"""
TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "mw": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "woff2": "font/woff2",
}
HEARTBEAT: Final = 15.0
"""Seconds between two comments on a quiet event stream, so that a closed tab is noticed."""


class PreviewServer(ThreadingHTTPServer):
    """Serve ``folder`` under ``base_path`` on 127.0.0.1; port 0 takes a free one."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, folder: Path, base_path: str = "/", port: int = 8000, *, reload: bool = True) -> None:
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            raise DatelineError(
                f"cannot listen on {ADDRESS}:{port}: {error.strerror}; use --port with another number"
            ) from None
        self.folder = folder
        self.base_path = base_path
        self.reload = reload
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in (ADDRESS, "localhost"))
        self._listeners: dict[queue.SimpleQueue[str], str] = {}
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://{ADDRESS}:{self.server_port}{self.base_path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet about a browser that went away in the middle of an answer."""

    def listen(self, page: str) -> queue.SimpleQueue[str]:
        """Register an open page."""
        waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._listeners[waiting] = page
        return waiting

    def forget(self, waiting: queue.SimpleQueue[str]) -> None:
        """Unregister an open page."""
        with self._lock:
            self._listeners.pop(waiting, None)

    def pages_on_screen(self) -> list[str]:
        """Return the permalinks that browsers show now: what a rebuild should make first."""
        with self._lock:
            shown = set(self._listeners.values())
        return sorted(self._permalink(page) for page in shown if page.startswith(self.base_path))

    def _permalink(self, page: str) -> str:
        return unquote(page.removeprefix(self.base_path)).removesuffix("index.html")

    def notify(self, only: Container[str] | None = None, besides: Container[str] = ()) -> int:
        """Tell open pages to load again: all, or ``only`` those of some permalinks, ``besides`` others.

        Return how many were told.
        """
        with self._lock:
            listeners = [(one, self._permalink(page)) for one, page in self._listeners.items()]
        waiting = [one for one, link in listeners if (only is None or link in only) and link not in besides]
        for one in waiting:
            one.put("reload")
        return len(waiting)


class _Handler(BaseHTTPRequestHandler):
    """Answer one browser."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "Dateline"
    sys_version = ""
    timeout = 60

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's signature
        """Say nothing: requests are not news."""

    def do_GET(self) -> None:
        """Answer with a file."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer with a file's headers."""
        self._answer(body=False)

    def _refuse(self) -> None:
        """Refuse whatever is not reading; what was sent is not looked at."""
        self.close_connection = True
        self.send_response(HTTPStatus.METHOD_NOT_ALLOWED)
        self.send_header("Allow", "GET, HEAD")
        self.send_header("Connection", "close")
        self._close_headers("text/plain; charset=utf-8", 0)

    do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _refuse  # noqa: N815 - HTTP's names

    def _answer(self, *, body: bool) -> None:
        if self.headers.get("Host", "").lower() not in self.server.hosts or len(self.headers.get_all("Host", [])) != 1:
            self._send(HTTPStatus.FORBIDDEN, b"This preview answers to its own address only.\n", "txt", body=body)
            return
        path, _, query = self.path.partition("?")
        base = self.server.base_path
        if not path.startswith(base):
            if path in ("/", base.rstrip("/")):
                self._redirect(base)
            else:
                self._missing(body=body)
        elif path == base + RELOAD and self.server.reload:
            self._stream(parse_qs(query).get("page", [""])[0], body=body)
        elif path == base + SCRIPT and self.server.reload:
            self._send(HTTPStatus.OK, _RELOAD_SCRIPT, "js", body=body)
        else:
            self._file(path[len(base) :], body=body)

    def _file(self, local: str, *, body: bool) -> None:
        parts = split_path(local)
        if parts is None:
            self._missing(body=body)
            return
        folder_asked = not parts or parts[-1] == ""
        names = [part for part in parts if part]
        found = open_below(self.server.folder, [*names, "index.html"] if folder_asked else names)
        if found is None:
            if not folder_asked and (index := open_below(self.server.folder, [*names, "index.html"])) is not None:
                index.close()
                self._redirect(self.server.base_path + "/".join(quote(name) for name in names) + "/")
                return
            self._missing(body=body)
            return
        with found:
            data = found.read()
        suffix = "html" if folder_asked else names[-1].rpartition(".")[2].lower()
        self._send(HTTPStatus.OK, data, suffix, body=body)

    def _missing(self, *, body: bool) -> None:
        page = open_below(self.server.folder, ["404.html"])
        if page is None:
            self._send(HTTPStatus.NOT_FOUND, b"Not found.\n", "txt", body=body)
            return
        with page:
            self._send(HTTPStatus.NOT_FOUND, page.read(), "html", body=body)

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", "/" + target.lstrip("/"))
        self._close_headers("text/plain; charset=utf-8", 0)

    def _send(self, status: HTTPStatus, data: bytes, suffix: str, *, body: bool) -> None:
        if suffix == "html" and self.server.reload and b"</body>" in data:
            head, _, tail = data.rpartition(b"</body>")
            data = head + _INJECTED.format(self.server.base_path + SCRIPT).encode() + b"</body>" + tail
        self.send_response(status)
        self._close_headers(TYPES.get(suffix, "application/octet-stream"), len(data))
        if body:
            self.wfile.write(data)

    def _close_headers(self, kind: str, length: int | None) -> None:
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in (
            ("Content-Security-Policy", CSP),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ):
            self.send_header(name, value)
        self.end_headers()

    def _stream(self, page: str, *, body: bool) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Connection", "close")
        self.close_connection = True
        self._close_headers("text/event-stream", None)
        if not body:
            return
        waiting = self.server.listen(urlsplit(page).path)
        try:
            self.wfile.write(b"retry: 500\n\n")
            while True:
                try:
                    self.wfile.write(f"event: {waiting.get(timeout=HEARTBEAT)}\ndata: 1\n\n".encode())
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            pass
        finally:
            self.server.forget(waiting)


def split_path(local: str) -> list[str] | None:
    """Return the decoded segments of a request's path; None for one that no page of a site can have.

    >>> split_path("entities/xai/"), split_path("..%2fetc/passwd")
    (['entities', 'xai', ''], None)
    """
    if not local:
        return []
    parts = [unquote(part, errors="replace") for part in local.split("/")]
    for index, part in enumerate(parts):
        if (
            part in (".", "..")
            or any(char in part for char in "/\\\0:")
            or (part == "" and index != len(parts) - 1)
            or part.startswith(".")
        ):
            return None
    return parts


def open_below(root: Path, names: Iterable[str]) -> BinaryIO | None:
    """Open a regular file below ``root``, following no link on the way; None where there is none."""
    names = list(names)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    current = -1
    try:
        if os.open not in os.supports_dir_fd:
            return _open_checked(root, names)
        current = os.open(root, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        for name in names:
            following = os.open(name, flags | getattr(os, "O_NONBLOCK", 0), dir_fd=current)
            os.close(current)
            current = following
        if not stat.S_ISREG(os.fstat(current).st_mode):
            return None
        handle, current = os.fdopen(current, "rb"), -1
    except (OSError, ValueError):
        return None
    finally:
        if current >= 0:
            os.close(current)
    return handle


def _open_checked(root: Path, names: list[str]) -> BinaryIO | None:
    """Do the same where folders cannot be opened (Windows): every step is looked at first."""
    path = root
    for name in names:
        path = path / name
        if path.is_symlink():
            return None
    return path.open("rb") if path.is_file() else None
