"""What an adapter said: a score for each image, and their mean."""

import json
import math
import statistics
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from imagegen_kernel.adapters.contract import Adapter, AdapterError
from imagegen_kernel.adapters.manifest import ManifestImage
from imagegen_kernel.inputs.refusal import shown
from imagegen_kernel.measures import Estimate


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise AdapterError(f"line {number} is no JSON: {shown(line)}") from error
    if not isinstance(row, dict):
        raise AdapterError(f"line {number} is no JSON object: {shown(line)}")
    return row


def _score(row: dict[str, Any], number: int, adapter: Adapter) -> float:
    score = row.get("score")
    if isinstance(score, bool) or not isinstance(score, int | float) or not math.isfinite(score):
        raise AdapterError(f"line {number} has the score {shown(repr(score))}; expected a number")
    low = -math.inf if adapter.minimum is None else adapter.minimum
    high = math.inf if adapter.maximum is None else adapter.maximum
    if not low <= score <= high:
        raise AdapterError(f"line {number} has the score {score}; expected {low} to {high}")
    return float(score)


def read_scores(said: bytes, adapter: Adapter, images: Sequence[ManifestImage]) -> dict[str, float]:
    """Score of each image by id: every image once, none that nobody asked for.

    Raises AdapterError; also where the adapter is of another version than the pinned one.
    """
    try:
        lines = said.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise AdapterError(f"its output is no UTF-8, at byte {error.start}") from error
    first = _row(lines[0], 1) if lines else {}
    if (first.get("metric"), first.get("version")) != (adapter.metric, adapter.version):
        found = f"{shown(str(first.get('metric')))} {shown(str(first.get('version')))}"
        raise AdapterError(f"it says it is {found}; pinned is {adapter.metric} {adapter.version}")
    asked, scores = {image.id for image in images}, dict[str, float]()
    for number, line in enumerate(lines[1:], 2):
        row = _row(line, number)
        name = row.get("id")
        if not isinstance(name, str) or name not in asked:
            raise AdapterError(f"line {number} is about {shown(str(name))}, which nobody asked for")
        if name in scores:
            raise AdapterError(f"line {number} is about {shown(name)} for the second time")
        scores[name] = _score(row, number, adapter)
    missing = [image.id for image in images if image.id not in scores]
    if missing:
        raise AdapterError(
            f"{len(missing)} of {len(images)} images have no score, first {shown(missing[0])}"
        )
    return scores


def summary(
    scores: dict[str, float], adapter: Adapter, images: Sequence[ManifestImage]
) -> Estimate:
    """Value of the metric: the mean over images, or over the means of tags, times the scale.

    The standard error is that of a mean of independent scores; images of one prompt resemble each
    other, so it is rather too small.
    """
    tags: dict[str, list[float]] = defaultdict(list)
    for image in images:
        if adapter.by_tag and image.tag is None:
            raise AdapterError(f"{adapter.metric} needs a tag for {shown(image.id)}")
        tags[image.tag or "" if adapter.by_tag else ""].append(scores[image.id])
    means = [math.fsum(values) / len(values) for values in tags.values()]
    error = None
    if all(len(values) > 1 for values in tags.values()):
        squares = [statistics.variance(values) / len(values) for values in tags.values()]
        error = adapter.scale * math.fsum(squares) ** 0.5 / len(tags)
    value = adapter.scale * math.fsum(means) / len(means)
    return Estimate(value, error, len(images), f"spread of the scores, {len(tags)} tag(s)")
