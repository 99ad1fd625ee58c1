"""What an adapter is: a program that gets a manifest and says a score for each image.

    <command…> manifest.json

It reads images and prompts from the manifest, and writes JSON Lines to standard output, nothing
else there: first `{"metric": "geneval", "version": "af4902f2"}`, then for each image one
`{"id": "…", "score": 0.5}`. Standard error is for people. It ends with 0.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources


class AdapterError(Exception):
    """An adapter cannot be run, or did not keep to the contract; the message is for people."""


@dataclass(frozen=True)
class Adapter:
    """A text-to-image metric that another program computes."""

    metric: str
    #: Repository of the program, and the version whose numbers count.
    package: str
    version: str
    licence: str
    #: Images that the metric is of; None where any number will do.
    images: int | None
    #: Range of a score; None where it has no end.
    minimum: float | None
    maximum: float | None
    #: What the mean is multiplied with, as the authors report it.
    scale: float
    #: Whether the mean is taken within each tag first, then over the tags.
    by_tag: bool
    timeout_seconds: float


@cache
def adapters() -> dict[str, Adapter]:
    """Every adapter this kernel knows, by metric."""
    text = resources.files("imagegen_kernel").joinpath("data", "adapters.json").read_text("utf-8")
    return {metric: Adapter(metric, **entry) for metric, entry in json.loads(text).items()}


def adapter_for(metric: str) -> Adapter:
    """Look an adapter up. Raises AdapterError for unknown metrics."""
    if metric not in adapters():
        known = ", ".join(adapters())
        raise AdapterError(f"no adapter measures {metric!r}; there are {known}")
    return adapters()[metric]
