"""A value with its uncertainty."""

from typing import NamedTuple


class Estimate(NamedTuple):
    """What a measure says of a set of images, and how far another such set may lie from it.

    The standard error is that of drawing the generated images again from the same model, with the
    reference held fixed; training the model again moves a value by more. None where the measure
    gives none.
    """

    value: float
    standard_error: float | None
    #: Generated images that the value is of.
    images: int
    #: How the standard error was found, in one line.
    method: str
