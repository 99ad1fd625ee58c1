"""In which arithmetic a network may run; docs/kernel-precision.md has what each does to a value."""

from typing import Literal, get_args

Precision = Literal["float32", "tf32", "float16", "bfloat16"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
#: What records are measured in.
STRICT: Precision = "float32"


def require_precision(name: str) -> Precision:
    """The arithmetic of this name. Raises ValueError where there is none."""
    for known in PRECISIONS:
        if name == known:
            return known
    raise ValueError(f"precision {name!r}; expected {', '.join(PRECISIONS)}")
