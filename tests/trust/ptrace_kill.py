"""Run a function in a child process and kill it before its n-th system call that changes a disk. Linux only.

The child is traced with ptrace and the number of each call is read with PTRACE_GET_SYSCALL_INFO, so nothing has to be
installed. Only calls that change files count: a kill between two others is the same as a kill before the next that does.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys
from collections.abc import Callable

_TRACEME, _CONT, _SYSCALL, _SETOPTIONS, _GET_INFO = 0, 7, 24, 0x4200, 0x420E
_SYSGOOD, _EXITKILL = 1, 0x100000
_ENTRY = 1
_CREATE = os.O_CREAT | os.O_TRUNC
# Numbers of open, openat, and of the calls that change files, whatever their arguments.
_TABLES = {
    "x86_64": (2, 257, {1, 18, 20, 74, 75, 76, 77, 82, 83, 84, 86, 87, 88, 91, 258, 263, 264, 265, 266, 268, 280, 285, 296, 316}),
    "aarch64": (-1, 56, {33, 34, 35, 36, 37, 38, 45, 46, 47, 52, 53, 64, 66, 68, 70, 82, 83, 88, 276}),
}


class _Info(ctypes.Structure):
    _fields_ = (
        ("op", ctypes.c_uint8), ("pad", ctypes.c_uint8 * 3), ("arch", ctypes.c_uint32), ("instruction", ctypes.c_uint64),
        ("stack", ctypes.c_uint64), ("number", ctypes.c_uint64), ("arguments", ctypes.c_uint64 * 6), ("more", ctypes.c_uint64 * 2),
    )


def why_not() -> str:
    """Say why this machine cannot run the test; empty where it can."""
    if not sys.platform.startswith("linux") or platform.machine() not in _TABLES:
        return "needs Linux on x86-64 or arm64"
    try:
        count, _ = run(lambda: None, 0)
    except OSError as error:
        return f"needs ptrace: {error}"
    return "" if count >= 0 else "needs ptrace"


def run(function: Callable[[], object], kill_at: int) -> tuple[int, bool]:
    """Run ``function`` in a child; kill it before its ``kill_at``-th changing call (0: never).

    Returns how many such calls there were and whether it was killed. A child that fails raises RuntimeError here.
    """
    child = os.fork()
    if child == 0:
        _be_the_child(function)
    _, status = os.waitpid(child, 0)
    if not os.WIFSTOPPED(status):
        raise OSError("the child could not be traced")
    _ptrace(_SETOPTIONS, child, _SYSGOOD | _EXITKILL)
    count = 0
    pending = 0
    while True:
        _ptrace(_SYSCALL, child, pending)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status):
                raise RuntimeError(f"the child failed with status {os.WEXITSTATUS(status)}")
            return count, False
        if os.WIFSIGNALED(status):
            return count, True
        stop = os.WSTOPSIG(status)
        pending = 0 if stop == signal.SIGTRAP | 0x80 else stop
        if not pending and _changes(child):
            count += 1
            if count == kill_at:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return count, True


def _be_the_child(function: Callable[[], object]) -> None:
    status = 1
    try:
        _ptrace(_TRACEME, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        function()
        status = 0
    except BaseException:  # noqa: BLE001 - a forked child must never return into the test runner
        import traceback

        traceback.print_exc()
    finally:
        os._exit(status)


def _changes(child: int) -> bool:
    info = _Info()
    _ptrace(_GET_INFO, child, ctypes.addressof(info), ctypes.sizeof(info))
    if info.op != _ENTRY:
        return False
    plain, at, others = _TABLES[platform.machine()]
    if info.number == at:
        return bool(info.arguments[2] & _CREATE)
    if info.number == plain:
        return bool(info.arguments[1] & _CREATE)
    return info.number in others


def _ptrace(request: int, process: int, data: int, address: int = 0) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    library.ptrace.argtypes = (ctypes.c_ulong, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
    library.ptrace.restype = ctypes.c_long
    if library.ptrace(request, process, address, data) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
