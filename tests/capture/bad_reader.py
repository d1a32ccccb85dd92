"""A reader that behaves as badly as its capture says, and a worker that reads with it however it was started."""

from __future__ import annotations

import os
import signal
import sys
import time
from multiprocessing.connection import Connection

from dateline.capture import formats, isolate, reading
from dateline.capture.formats import Format
from dateline.capture.isolate import Limits
from dateline.capture.options import CaptureOptions, Reading
from dateline.model.capture import Capture, Extracted

serve_well = isolate._serve


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Loop, sleep, crash, eat memory, or return the text as an article."""
    text = capture.data.decode()
    if text == "loop":
        while True:
            pass
    if text == "sleep":
        time.sleep(60)
    if text == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if text == "memory":
        bytearray(8 * 2**30)
    if text == "recursion":
        raise RecursionError
    return Reading([Extracted(title=text, body=f"{text}\n", published="2024")])


def serve(connection: Connection, options: CaptureOptions, limits: Limits) -> None:
    """Put the bad reader in place of all others, then work as any worker does. Runs in the worker only."""
    sys.modules["dateline.capture.formats.bad"] = sys.modules[__name__]
    formats.FORMATS = reading.FORMATS = (Format("bad", "bad", lambda head: True, "bad test format"),)
    serve_well(connection, options, limits)
