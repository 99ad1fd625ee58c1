"""Progress tells what is left, on a terminal and, seldom, in a log."""

import io

import numpy as np

from imagegen_kernel.inputs import Batch
from imagegen_kernel.progress import Progress, duration, watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_tells_how_much_is_left() -> None:
    clock, terminal = Clock(), Terminal()
    progress = Progress("images read", 1000, terminal, clock)
    clock.now = 10
    progress.advance(250)
    assert terminal.getvalue() == "\r\x1b[Kimages read: 250 of 1000, 25 a second, 0:30 left"
    clock.now = 10.1
    progress.advance(250)
    assert "500" not in terminal.getvalue(), "not more often than one can read"
    progress.advance(500)
    assert terminal.getvalue().endswith("1000 of 1000, 99 a second, 0:00 left")
    progress.close()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_log_gets_a_line_every_half_minute() -> None:
    clock, log = Clock(), io.StringIO()
    progress = Progress("images seen", 1000, log, clock)
    for clock.now in (10, 29, 31, 59, 62):
        progress.advance(100)
    progress.close()
    assert log.getvalue().splitlines() == [
        "images seen: 300 of 1000, 10 a second, 1:12 left",
        "images seen: 500 of 1000, 8 a second, 1:02 left",
    ]


def test_says_nothing_in_a_log_of_what_is_soon_done() -> None:
    stream = io.StringIO()
    batches = [Batch(0, np.zeros((3, 2, 2, 3), np.uint8), None)] * 2
    assert list(watched(batches, Progress("images", 6, stream))) == batches
    assert stream.getvalue() == ""


def test_the_line_is_cleared_when_something_fails() -> None:
    terminal = Terminal()
    progress = Progress("images", 6, terminal, Clock())
    passed = watched(iter([Batch(0, np.zeros((6, 2, 2, 3), np.uint8), None)]), progress)
    next(passed)
    passed.close()
    assert terminal.getvalue() == "\r\x1b[K"


def test_durations() -> None:
    assert [duration(seconds) for seconds in (0, 7.4, 750, 3723)] == [
        "0:00",
        "0:07",
        "12:30",
        "1:02:03",
    ]
