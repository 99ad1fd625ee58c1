"""The request: what to measure, what was claimed, how far apart the two may lie."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imagegen_kernel.samples import Expected


class RequestError(Exception):
    """The request cannot be carried out as it stands."""


@dataclass(frozen=True)
class Tolerance:
    """How far claim and measurement may lie apart: relative to the claim, or absolute."""

    kind: str
    amount: float

    def allows(self, claimed: float, measured: float) -> bool:
        """Whether the two agree."""
        return abs(measured - claimed) <= self.width(claimed)

    def width(self, claimed: float) -> float:
        """Largest difference allowed at this claim."""
        return self.amount * (abs(claimed) if self.kind == "relative" else 1.0)


@dataclass(frozen=True)
class RunRequest:
    """One run: where its samples lie, their digest, and what was claimed of them."""

    seed: int
    samples: Path | None
    sha256: str
    claimed: dict[str, float]


@dataclass(frozen=True)
class Pin:
    """An artefact by name and, where the ruleset says so, by digest."""

    name: str
    sha256: str | None


@dataclass(frozen=True)
class Request:
    """A whole request; field names as in the JSON document."""

    submission: str
    ruleset: str
    kernel_version: str
    features: Pin
    reference: Pin
    #: Table of fingerprints of the training images, where the ruleset names one.
    training_images: Pin | None
    expected: Expected
    tolerances: dict[str, Tolerance]
    runs: list[RunRequest]
    run_url: str | None


def _tolerance(value: dict[str, float]) -> Tolerance:
    ((kind, amount),) = value.items()
    if kind not in ("relative", "absolute"):
        raise RequestError(f"unknown tolerance {kind!r}; expected relative or absolute")
    return Tolerance(kind, float(amount))


def _pin(value: dict[str, Any]) -> Pin:
    return Pin(value["id"], value["sha256"])


def _run(value: dict[str, Any], folder: Path) -> RunRequest:
    name = value["samples"]
    if name is not None and Path(name).name != name:
        raise RequestError(f"samples {name!r} must lie beside the request")
    return RunRequest(
        int(value["seed"]),
        None if name is None else folder / name,
        str(value["sha256"]),
        {str(metric): float(number) for metric, number in value["claimed"].items()},
    )


def read_request(path: Path) -> Request:
    """Read a request; sample files are looked for beside it. Raises RequestError."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise RequestError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise RequestError(f"{path} is not JSON: {error}") from error
    try:
        kernel, samples = document["kernel"], document["samples_expected"]
        height, width, channels = (int(side) for side in samples["shape"])
        return Request(
            submission=str(document["submission"]),
            ruleset=str(document["ruleset"]),
            kernel_version=str(kernel["version"]),
            features=_pin(kernel["features"]),
            reference=_pin(kernel["reference"]),
            training_images=_pin(kernel["training_images"])
            if "training_images" in kernel
            else None,
            expected=Expected(
                int(samples["count"]),
                (height, width, channels),
                int(samples["maximum"]),
                int(samples["classes"]),
            ),
            tolerances={item["id"]: _tolerance(item["tolerance"]) for item in document["metrics"]},
            runs=[_run(run, path.parent) for run in document["runs"]],
            run_url=document.get("run_url"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RequestError(f"{path} is not an evaluation request: {error!r}") from error
