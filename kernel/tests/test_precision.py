"""Which arithmetic is known, and which one measures records."""

import pytest

from imagegen_kernel.networks.precision import (
    ALLOWED_FOR_RECORDS,
    PRECISIONS,
    STRICT,
    require_precision,
)


def test_only_what_has_been_compared_measures_records() -> None:
    assert set(ALLOWED_FOR_RECORDS) == set(PRECISIONS)
    assert [name for name, allowed in ALLOWED_FOR_RECORDS.items() if allowed] == [STRICT]


def test_names_are_known_or_refused() -> None:
    assert [require_precision(name) for name in PRECISIONS] == list(PRECISIONS)
    with pytest.raises(ValueError, match="precision 'float64'; expected float32, tf32, float16"):
        require_precision("float64")
