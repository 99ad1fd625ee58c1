"""The manifest: which images, made for which prompts."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from imagegen_kernel.adapters.contract import AdapterError
from imagegen_kernel.inputs.refusal import shown

LARGEST = 64 * 2**20
MOST_IMAGES = 100_000


@dataclass(frozen=True)
class ManifestImage:
    """An image beside the manifest. `tag` groups prompts where a metric asks for it."""

    id: str
    path: Path
    prompt: str
    sha256: str
    tag: str | None


def _image(entry: dict[str, Any], folder: Path) -> ManifestImage:
    name = PurePosixPath(entry["path"])
    if name.is_absolute() or ".." in name.parts:
        raise AdapterError(f"the manifest's {shown(str(name))} leads out of its folder")
    for key in ("id", "prompt", "sha256"):
        if not isinstance(entry[key], str) or not entry[key]:
            raise AdapterError(f"an image of the manifest has no {key}")
    tag = entry.get("tag")
    if tag is not None and not isinstance(tag, str):
        raise AdapterError(f"the tag of {shown(entry['id'])} is no text")
    return ManifestImage(entry["id"], folder / name, entry["prompt"], entry["sha256"], tag)


def read_manifest(path: Path, metric: str) -> list[ManifestImage]:
    """Images of a manifest, each found beside it with the digest it is said to have.

    Raises AdapterError.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise AdapterError(f"the manifest has more than {LARGEST} bytes")
        document = json.loads(path.read_text("utf-8"))
        if document["metric"] != metric:
            raise AdapterError(
                f"the manifest is for {shown(str(document['metric']))}, not {metric}"
            )
        images = [_image(entry, path.parent) for entry in document["images"]]
    except OSError as error:
        raise AdapterError(f"the manifest cannot be read: {error.strerror}") from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise AdapterError(f"{shown(path.name)} is no manifest: {shown(repr(error))}") from error
    if not 0 < len(images) <= MOST_IMAGES:
        raise AdapterError(f"the manifest has {len(images)} images; from 1 to {MOST_IMAGES} go")
    if len({image.id for image in images}) < len(images):
        raise AdapterError("two images of the manifest have the same id")
    for image in images:
        _require_digest(image)
    return images


def _require_digest(image: ManifestImage) -> None:
    if image.path.is_symlink() or not image.path.is_file():
        raise AdapterError(f"the image of {shown(image.id)} is missing, or no plain file")
    with image.path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != image.sha256:
        raise AdapterError(
            f"the image of {shown(image.id)} has SHA-256 {found}; the manifest names"
            f" {shown(image.sha256)}"
        )
