"""From a manifest to the value of a text-to-image metric."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from imagegen_kernel.adapters.bounded_process import run_bounded
from imagegen_kernel.adapters.contract import AdapterError, adapter_for
from imagegen_kernel.adapters.manifest import read_manifest
from imagegen_kernel.adapters.scores import read_scores, summary
from imagegen_kernel.measurer import Measured

#: Bytes that an adapter may write for each image, and above.
PER_IMAGE, ABOVE = 4_096, 65_536


def run_adapter(
    metric: str,
    manifest: Path,
    command: Sequence[str],
    seconds: float | None = None,
    count: int | None = None,
) -> dict[str, Any]:
    """Run `command manifest.json`, beside the manifest, and return value, count and version.

    `count`: images asked for, instead of the metric's own number. Raises AdapterError with what
    was found and expected.
    """
    adapter = adapter_for(metric)
    images = read_manifest(manifest, metric)
    wanted = adapter.images if count is None else count
    if wanted is not None and len(images) != wanted:
        raise AdapterError(
            f"the manifest has {len(images)} images; {metric} is of {wanted}, no more and no fewer"
            " (--count says how many)"
        )
    said = run_bounded(
        [*command, str(manifest.resolve())],
        manifest.resolve().parent,
        adapter.timeout_seconds if seconds is None else seconds,
        ABOVE + PER_IMAGE * len(images),
    )
    try:
        scores = read_scores(said, adapter, images)
        found = summary(scores, adapter, images)
    except AdapterError as error:
        raise AdapterError(f"the adapter of {metric} broke the contract: {error}") from error
    return {
        "metric": metric,
        **Measured.of(len(images), {metric: found}, []).as_answer(),
        "images": len(images),
        "package": adapter.package,
        "version": adapter.version,
        "scores": scores,
    }
