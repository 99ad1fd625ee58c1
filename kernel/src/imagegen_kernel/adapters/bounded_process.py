"""Another program, run with a limit on its time and on what it says."""

import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from imagegen_kernel.adapters.contract import AdapterError
from imagegen_kernel.inputs.refusal import shown

PIECE = 65_536
#: Bytes of standard error that are kept: its end tells what went wrong.
TAIL = 2_000
LAST_LINES = 3
#: What the program sees of our environment.
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "CUDA_VISIBLE_DEVICES", "HF_HOME", "HF_HUB_OFFLINE")


class _Reader:
    """Reads both outputs until they end, the time is up, or one is too long."""

    def __init__(self, process: "subprocess.Popen[bytes]", limit: int) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        self._out, self._err, self._limit = process.stdout, process.stderr, limit
        self.said = bytearray()
        self._complaints: deque[bytes] = deque(maxlen=TAIL // 100)

    def read_until(self, deadline: float) -> None:
        """Raise TimeoutError or OverflowError."""
        with selectors.DefaultSelector() as selector:
            for stream in (self._out, self._err):
                selector.register(stream, selectors.EVENT_READ)
            while selector.get_map():
                for key, _ in selector.select(max(0.0, deadline - time.monotonic())):
                    self._take(selector, key.fd)
                if time.monotonic() >= deadline:
                    raise TimeoutError

    def _take(self, selector: selectors.BaseSelector, fd: int) -> None:
        piece = os.read(fd, PIECE)
        if not piece:
            selector.unregister(fd)
        elif fd == self._err.fileno():
            self._complaints.append(piece[-TAIL:])
        else:
            self.said += piece
            if len(self.said) > self._limit:
                raise OverflowError

    def last_words(self) -> str:
        """End of standard error, as plain text on one line."""
        lines = b"".join(self._complaints)[-TAIL:].decode("utf-8", "replace").splitlines()
        kept = [shown(line.strip()) for line in lines if line.strip()][-LAST_LINES:]
        return f"; it said {', '.join(kept)}" if kept else ""


def run_bounded(command: Sequence[str], folder: Path, seconds: float, largest: int) -> bytes:
    """Standard output of a command that ended with 0. Raises AdapterError for everything else.

    The command is a list, never a shell's line. When it is stopped, so is what it started.
    """
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise AdapterError(f"{shown(command[0])} cannot be started: {error.strerror}") from error
    reader = _Reader(process, largest)
    deadline = time.monotonic() + seconds
    try:
        with process:
            try:
                reader.read_until(deadline)
                code = process.wait(max(0.0, deadline - time.monotonic()))
            finally:
                _stop(process)
    except (TimeoutError, subprocess.TimeoutExpired) as error:
        raise AdapterError(
            f"{shown(command[0])} took longer than {seconds:g} s and was stopped"
            f"{reader.last_words()}"
        ) from error
    except OverflowError as error:
        raise AdapterError(
            f"{shown(command[0])} wrote more than {largest} bytes and was stopped"
        ) from error
    if code != 0:
        raise AdapterError(f"{shown(command[0])} ended with {code}{reader.last_words()}")
    return bytes(reader.said)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the whole process group: a container's client leaves nothing behind."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
