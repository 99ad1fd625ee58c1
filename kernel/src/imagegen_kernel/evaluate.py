"""From a request to a verification: measure every run and compare it with its claim."""

import hashlib
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from imagegen_kernel.artefacts import ArtefactError
from imagegen_kernel.environment import environment, source_sha256
from imagegen_kernel.inputs import InputRefusedError
from imagegen_kernel.measurer import Check, Measurer, Uncertainty
from imagegen_kernel.measurers import measurer_for
from imagegen_kernel.measures import significant
from imagegen_kernel.request import Request, RequestError, RunRequest, Tolerance
from imagegen_kernel.samples import SamplesRefusedError
from imagegen_kernel.version import VERSION

#: Worst first: the verdict of an entry is the worst of its runs.
VERDICTS = ("refuted", "inconclusive", "confirmed")


@dataclass
class RunResult:
    """What was found of one run."""

    run: RunRequest
    sha256: str | None = None
    count: int | None = None
    measured: dict[str, float] = field(default_factory=dict)
    uncertainty: dict[str, Uncertainty] = field(default_factory=dict)
    verdict: str = "inconclusive"
    reasons: list[str] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    def decide(self, verdict: str, *reasons: str) -> "RunResult":
        """Settle the verdict; each reason begins with the seed it is about."""
        self.verdict = verdict
        self.reasons += [f"seed {self.run.seed}: {reason}" for reason in reasons]
        return self

    def as_json(self) -> dict[str, Any]:
        """Return the form it has in verification.json."""
        return {
            "seed": self.run.seed,
            "samples": {
                "sha256": self.sha256,
                "expected_sha256": self.run.sha256,
                "count": self.count,
            },
            "measured": self.measured,
            "uncertainty": {name: found._asdict() for name, found in self.uncertainty.items()},
            "claimed": self.run.claimed,
            "verdict": self.verdict,
            "reasons": self.reasons,
            "checks": [check.as_check() for check in self.checks],
        }


def disagreements(
    claimed: dict[str, float], measured: dict[str, float], tolerances: dict[str, Tolerance]
) -> list[str]:
    """Every metric whose claim and measurement lie further apart than allowed, in words."""
    found = []
    for metric, claim in claimed.items():
        value, tolerance = measured[metric], tolerances[metric]
        if not tolerance.allows(claim, value):
            found.append(
                f"{metric}: claimed {claim:g}, measured {value:g};"
                f" they may differ by {tolerance.width(claim):.3g}"
            )
    return found


def _evaluate_run(
    run: RunRequest, request: Request, measurer: Measurer, sheets: Path | None
) -> RunResult:
    result = RunResult(run)
    if run.samples is None or not run.samples.is_file():
        return result.decide("inconclusive", "its samples were not handed to the kernel")
    with run.samples.open("rb") as file:
        result.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if result.sha256 != run.sha256:
        return result.decide(
            "refuted",
            f"the samples have SHA-256 {result.sha256}, the claim names {run.sha256}",
        )
    try:
        measured = measurer.measure(run.samples, request, sheets, run.seed)
    except (SamplesRefusedError, InputRefusedError) as error:
        return result.decide("inconclusive", f"the samples were refused: {error}")
    result.count, result.measured, result.uncertainty, result.checks = measured
    return _verdict(result, request)


def _verdict(result: RunResult, request: Request) -> RunResult:
    apart = disagreements(result.run.claimed, result.measured, request.tolerances)
    if apart:
        return result.decide("refuted", *apart)
    failed = [check for check in result.checks if check.status == "fail"]
    if failed:
        return result.decide(
            "inconclusive",
            *(
                f"{check.id}: {check.value:.1%} of the samples, at most {check.threshold:.1%};"
                " a reviewer has to look"
                for check in failed
            ),
        )
    return result.decide("confirmed")


def _mean(rows: list[dict[str, float]]) -> dict[str, float]:
    """Mean of every metric that all rows have."""
    if not rows:
        return {}
    common = [metric for metric in rows[0] if all(metric in row for row in rows)]
    return {metric: significant(sum(row[metric] for row in rows) / len(rows)) for metric in common}


def _over_all(results: list[RunResult]) -> str | None:
    """One digest for the samples of all runs; a single run's is its own."""
    digests = [result.sha256 for result in results if result.sha256 is not None]
    if len(digests) < len(results):
        return None
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _require_metrics(request: Request, known: frozenset[str]) -> None:
    """Raise RequestError for claims that no measurement could be held against."""
    claimed = {metric for run in request.runs for metric in run.claimed}
    for metric in sorted(claimed - known):
        raise RequestError(
            f"{metric!r} is claimed, and not measured of {request.expected.count} images;"
            f" what is measured: {', '.join(sorted(known))}"
        )
    for metric in sorted(claimed - set(request.tolerances)):
        raise RequestError(f"{metric!r} is claimed, and the request names no tolerance for it")


def evaluate(request: Request, sheets: Path | None = None) -> dict[str, Any]:
    """Carry out a request and return verification.json. Raises RequestError, never for samples."""
    if request.kernel_version != VERSION:
        raise RequestError(
            f"{request.ruleset} asks for kernel version {request.kernel_version!r},"
            f" this is {VERSION!r}"
        )
    started, begin = datetime.now(UTC), time.perf_counter()
    try:
        measurer = measurer_for(request)
    except ArtefactError as error:
        raise RequestError(str(error)) from error
    _require_metrics(request, measurer.metrics)
    results = [_evaluate_run(run, request, measurer, sheets) for run in request.runs]
    return {
        "schema": 1,
        "submission": request.submission,
        "ruleset": request.ruleset,
        "kernel": {"version": VERSION, "source_sha256": source_sha256()},
        "samples": {
            "sha256": _over_all(results),
            "count": sum(result.count or 0 for result in results),
        },
        "reference": measurer.reference._asdict(),
        "features": measurer.features._asdict(),
        "further_files": [file._asdict() for file in measurer.further],
        "measured": _mean([result.measured for result in results]),
        "claimed": _mean([result.run.claimed for result in results]),
        "tolerance": {
            metric: {tolerance.kind: tolerance.amount}
            for metric, tolerance in request.tolerances.items()
        },
        "verdict": min((result.verdict for result in results), key=VERDICTS.index),
        "reasons": [reason for result in results for reason in result.reasons],
        "runs": [result.as_json() for result in results],
        "environment": environment(),
        "started_at": started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "duration_seconds": round(time.perf_counter() - begin, 3),
        "run_url": request.run_url,
    }
