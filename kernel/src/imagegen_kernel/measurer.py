"""What stands between a request and its numbers: one measurer for each kind of features."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from imagegen_kernel.measures import Estimate, significant
from imagegen_kernel.request import Request


class Check(Protocol):
    """A check on the samples, as verification.json lists it."""

    @property
    def id(self) -> str:
        """Name of the check."""
        ...

    @property
    def status(self) -> str:
        """One of pass, warn, fail."""
        ...

    @property
    def value(self) -> float:
        """Share of the samples."""
        ...

    @property
    def threshold(self) -> float:
        """Share up to which it passes."""
        ...

    @property
    def indices(self) -> list[int]:
        """Some of the samples that it is about."""
        ...

    def as_check(self) -> dict[str, Any]:
        """Return the form it has in verification.json."""
        ...


OneCheck = TypeVar("OneCheck", bound=Check)


def to_draw(checks: Iterable[OneCheck], sheets: Path, seed: int) -> Iterator[tuple[OneCheck, Path]]:
    """Checks that a picture belongs to, and where it goes."""
    for check in checks:
        if check.indices and check.status != "pass":
            yield check, sheets / f"notice-{seed}-{check.id}.png"


class Uncertainty(NamedTuple):
    """How sure a value is, as verification.json says it."""

    standard_error: float
    #: Images that the value rests on.
    images: int
    #: How it was found.
    method: str


class Measured(NamedTuple):
    """What was found of the samples of one run."""

    images: int
    values: dict[str, float]
    uncertainty: dict[str, Uncertainty]
    checks: list[Check]

    @classmethod
    def of(cls, images: int, estimates: dict[str, Estimate], checks: list[Check]) -> "Measured":
        """Round what is published: values to nine digits, what says how sure they are to three."""
        return cls(
            images,
            {name: significant(found.value) for name, found in estimates.items()},
            {
                name: Uncertainty(significant(found.standard_error, 3), found.images, found.method)
                for name, found in estimates.items()
                if found.standard_error is not None
            },
            checks,
        )

    def as_answer(self) -> dict[str, object]:
        """Return the form in which commands print it."""
        return {
            "measured": self.values,
            "uncertainty": {name: found._asdict() for name, found in self.uncertainty.items()},
        }


class Pinned(NamedTuple):
    """An artefact as verification.json names it."""

    name: str
    sha256: str


class Measurer(Protocol):
    """Measures samples with frozen features against a reference; both are pinned by digest."""

    @property
    def features(self) -> Pinned:
        """The frozen network."""
        ...

    @property
    def reference(self) -> Pinned:
        """What samples are held against."""
        ...

    @property
    def further(self) -> tuple[Pinned, ...]:
        """Further files that take part."""
        ...

    @property
    def metrics(self) -> frozenset[str]:
        """Ids of what it measures of the samples of its request."""
        ...

    def measure(self, samples: Path, request: Request, sheets: Path | None, seed: int) -> Measured:
        """Measure one file of samples and draw `samples-<seed>.png` into `sheets`.

        Raises SamplesRefusedError or InputRefusedError for anything out of order in the file.
        """
        ...
