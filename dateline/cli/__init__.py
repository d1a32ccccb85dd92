"""The command line: one module a command, loaded only when it is called."""

from __future__ import annotations

import gc
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status: 0 fine, 1 problems, 2 wrong usage.

    What is loaded by then is kept from the collector, which would walk all of it once more as the process ends.
    """
    from dateline.cli.plain import answer

    given = sys.argv[1:] if arguments is None else arguments
    status = answer(given)
    if status is None:
        from dateline.cli.group import run

        status = run(given)
    gc.freeze()
    return status
