"""The cache: a SQLite file that can be deleted at any time, for nothing in it is the only copy of anything.

Rows are keyed by what they were made from; a file of another version, or one that is damaged, is thrown away. So is one
that nothing was committed to: a new file is filled without a log, and has its version once that is done.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from dateline.engine.sealed import DamagedError
from dateline.errors import DatelineError

VERSION: Final = 11
"""Raised with every change of the tables."""

_SCHEMA: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE source (path TEXT PRIMARY KEY, size INT, modified INT, changed INT, inode INT, digest BLOB) WITHOUT ROWID;
CREATE TABLE article (
  path TEXT PRIMARY KEY, shown BLOB, id TEXT, card BLOB, events BLOB, reading BLOB, terms BLOB, problems BLOB
);
CREATE TABLE basis (path TEXT PRIMARY KEY, names TEXT, topics INT, edges BLOB, dates BLOB, folded TEXT);
CREATE TABLE part (name TEXT PRIMARY KEY, state BLOB, head BLOB, data BLOB);
CREATE TABLE block (id INTEGER PRIMARY KEY, part TEXT, data BLOB);
CREATE INDEX block_part ON block (part);
CREATE INDEX article_id ON article (id);
CREATE INDEX article_problem ON article (path) WHERE problems != x'';
CREATE TABLE output (path TEXT PRIMARY KEY, key BLOB) WITHOUT ROWID;
CREATE TABLE unit (name TEXT PRIMARY KEY, data BLOB);
CREATE TABLE keyed (article TEXT PRIMARY KEY, core TEXT, shown BLOB, keys TEXT);
"""
"""Values of megabytes lie in tables with a rowid: without one, whoever looks for a name reads the values on the way."""


class Store:
    """An open cache; use it as a context manager so that it is closed."""

    def __init__(self, path: Path) -> None:
        _stop_reading(path)  # from a file that another command may have replaced
        self.path = path
        self.database, self._is_new = _open(path)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        """Close the cache, and leave no log of its size beside it, which readers that stay open keep SQLite from."""
        _stop_reading(self.path)
        with suppress(sqlite3.Error):
            self.database.execute("PRAGMA busy_timeout = 0")
            self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.database.close()

    def meta(self, name: str) -> bytes | None:
        """Return a stored value, or None."""
        row = self.database.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_meta(self, name: str, value: bytes) -> None:
        """Store a value under a name."""
        self.database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def rows(self, statement: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Run a query and yield its rows."""
        return iter(self.database.execute(statement, tuple(values)))

    def one(self, statement: str, values: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        """Run a query and return its first row."""
        row: tuple[Any, ...] | None = self.database.execute(statement, tuple(values)).fetchone()
        return row

    def write(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run one statement over many rows."""
        self.database.executemany(statement, rows)

    def commit(self) -> None:
        """Make everything written so far last."""
        self.database.commit()
        if self._is_new:
            self.database.execute(f"PRAGMA user_version = {VERSION}")
            _keep_log(self.database)
            self._is_new = False


_reading: Final[dict[tuple[Path, int], sqlite3.Connection]] = {}


def reading(path: Path) -> sqlite3.Connection:
    """Return this process's connection for reading a cache; ask anew each time, for it ends with an open ``Store``.

    All who read share it: while a process has any connection to a cache, SQLite keeps open the files of all that it
    had. Where one always began before another ended, as in a preview of many builds, these would become too many.
    A forked process opens its own, and leaves alone what it came with.
    """
    here = path, os.getpid()
    database = _reading.get(here)
    if database is None:
        database = _reading[here] = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30, check_same_thread=False
        )
    return database


def _stop_reading(path: Path) -> None:
    """Close this process's connection for reading, if there is one."""
    database = _reading.pop((path, os.getpid()), None)
    if database is not None:
        database.close()


Result = TypeVar("Result")


def use(path: Path, work: Callable[[Store], Result], renewed: Callable[[Exception], None] = lambda _: None) -> Result:
    """Do work with the cache; where that fails on one that was there before, do it once more with a new one.

    Whatever is wrong with a cache, the result is that of a build from nothing; ``renewed`` is told what failed, so that
    a fault of the program does not hide behind that. Raises DatelineError where no cache can be written.
    """
    last = not path.exists()
    while True:
        try:
            with Store(path) as store:
                return work(store)
        except Exception as error:
            ours = isinstance(error, (DatelineError, OSError)) and not isinstance(error, DamagedError)
            if last and isinstance(error, sqlite3.Error):
                raise DatelineError(f"{path}: {error}") from error
            if last or ours:
                raise
            renewed(error)
        discard(path)
        last = True


def _open(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Return the cache's database, and whether it is a new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size == 0:
        discard(path)  # an emptied file beside an old log makes SQLite wait for a lock that nobody holds
    try:
        return _connect(path)
    except sqlite3.DatabaseError:
        discard(path)
    return _connect(path)


def _connect(path: Path) -> tuple[sqlite3.Connection, bool]:
    is_new = not path.exists()
    database = sqlite3.connect(path, timeout=30)
    try:
        if is_new:
            _begin(database)
        elif database.execute("PRAGMA user_version").fetchone()[0] == VERSION:
            _keep_log(database)
        else:
            raise sqlite3.DatabaseError("written by another version, or not to its end")
        database.execute(
            "SELECT count(*) FROM meta, (SELECT 1 FROM source LIMIT 1), (SELECT 1 FROM output LIMIT 1)"
        ).fetchone()
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database, is_new


def _begin(database: sqlite3.Connection) -> None:
    """Make the tables of a new file; nobody reads it yet, and should it stay half written nobody will."""
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.executescript(f"BEGIN; {_SCHEMA} COMMIT;")


def _keep_log(database: sqlite3.Connection) -> None:
    """Let others read what is there while more is written, and a killed run leave what was there before."""
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA wal_autocheckpoint = 0")  # waits for the disk: see ``bring_in`` and Store.__exit__


def bring_in(path: Path) -> None:
    """Bring what was committed so far from the log into the file, as far as nobody is in the way.

    That waits for the disk: let a process do it that nobody waits for.
    """
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(PASSIVE)")


def discard(path: Path) -> None:
    """Delete a cache file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()
