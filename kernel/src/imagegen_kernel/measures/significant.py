"""How a value is written down."""


def significant(value: float, digits: int = 9) -> float:
    """Round to significant digits: what is published is above the last bits of a BLAS."""
    return float(f"{value:.{digits - 1}e}")
