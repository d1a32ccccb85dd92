"""Progress bars on stderr, for long work when somebody is looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def capture_bar(total: int) -> Iterator[Callable[[int, str], None]]:
    """Show how many of ``total`` are done; yields the function that moves the bar."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("adding", total=total)

        def advance(done: int, name: str) -> None:
            from rich.markup import escape

            progress.update(task, completed=done, description=escape(name[-40:].ljust(40)))

        yield advance
