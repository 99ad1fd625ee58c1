"""The order of named images: as people count, not as bytes compare.

Runs of digits compare as numbers, everything else byte by byte: 2.png comes before 10.png. Where
two names are equal in that sense (1.png, 01.png), their bytes decide. The order matters: the
Inception Score is taken over chunks of it.
"""

import re

_RUNS = re.compile(r"(\d+)")


def natural_key(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Key to sort names by; total: only equal names have equal keys."""
    runs = tuple(
        (0, int(run), "") if run.isdigit() else (1, 0, run) for run in _RUNS.split(name) if run
    )
    return runs, name
