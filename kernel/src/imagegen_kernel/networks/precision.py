"""In which arithmetic a network may run; docs/kernel-precision.md has what each does to a value."""

from typing import Literal, get_args

Precision = Literal["float32", "tf32", "float16", "bfloat16"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
#: What records are measured in.
STRICT: Precision = "float32"
#: How much another arithmetic may change a FID before it must not measure records.
MOST_CHANGE_OF_FID = 0.01
#: Whether records may be measured in it. With real weights and 50,000 samples nobody has compared
#: any of the others with float32 yet; until then they are for development.
ALLOWED_FOR_RECORDS: dict[Precision, bool] = {
    "float32": True,
    "tf32": False,
    "float16": False,
    "bfloat16": False,
}


def require_precision(name: str) -> Precision:
    """The arithmetic of this name. Raises ValueError where there is none."""
    for known in PRECISIONS:
        if name == known:
            return known
    raise ValueError(f"precision {name!r}; expected {', '.join(PRECISIONS)}")
