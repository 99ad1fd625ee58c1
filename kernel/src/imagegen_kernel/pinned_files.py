"""Weights and reference batches that are too large to ship: by name, address and SHA-256.

A file is fetched once into a cache, by whoever has a network; measuring reads the cache alone. Each
time before a byte of it is parsed, its SHA-256 is compared with the pinned one. The list is
data/files.json; an address never comes from a submission.
"""

import hashlib
import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import BinaryIO, Protocol

from imagegen_kernel.artefacts import ArtefactError
from imagegen_kernel.made_files import SCHEME, open_made

#: The folder of the cache, where this variable names one.
CACHE_VARIABLE = "IMAGEGEN_KERNEL_CACHE"
PIECE = 2**20
#: Seconds without a byte after which a download is given up.
PATIENCE = 60


@dataclass(frozen=True)
class PinnedFile:
    """A public file; `bytes` is its exact size."""

    name: str
    url: str
    sha256: str
    bytes: int
    licence: str
    what: str


class Readable(Protocol):
    """What a download is read from."""

    def read(self, amount: int, /) -> bytes:
        """Read up to `amount` bytes."""
        ...


Opener = Callable[[str], AbstractContextManager[Readable]]


@cache
def pinned_files() -> dict[str, PinnedFile]:
    """Every file in the list, by name."""
    text = resources.files(__package__).joinpath("data", "files.json").read_text("utf-8")
    return {name: PinnedFile(name, **entry) for name, entry in json.loads(text).items()}


def pinned_file(name: str) -> PinnedFile:
    """Look a file up. Raises ArtefactError for unknown names."""
    if name not in pinned_files():
        known = ", ".join(pinned_files())
        raise ArtefactError(f"no file {name!r} is pinned; known are {known}")
    return pinned_files()[name]


def cache_folder() -> Path:
    """Where fetched files lie. Raises ArtefactError for a user without a home."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    try:
        return Path.home() / ".cache" / "imagegen-kernel"
    except RuntimeError as error:
        raise ArtefactError(f"there is no home folder; name a cache in {CACHE_VARIABLE}") from error


def cached_path(file: PinnedFile, folder: Path) -> Path:
    """Path of a file in the cache; its digest is part of it, so that no two can be confused."""
    return folder / f"{file.sha256[:16]}-{file.name}"


def require_file(name: str, sha256: str | None = None, folder: Path | None = None) -> Path:
    """Path of a fetched file whose SHA-256 has just been found to be right.

    `sha256`: what the ruleset pins. Raises ArtefactError with what to do about it.
    """
    file = pinned_file(name)
    if sha256 is not None and sha256 != file.sha256:
        raise ArtefactError(
            f"the ruleset pins {name} with SHA-256 {sha256}, this kernel with {file.sha256}"
        )
    path = cached_path(file, cache_folder() if folder is None else folder)
    if not path.is_file():
        raise ArtefactError(
            f"{name} is not in {path.parent}; fetch it where there is a network:"
            f" `python -m imagegen_kernel fetch {name}`"
        )
    with path.open("rb") as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    if found != file.sha256:
        raise ArtefactError(
            f"{path} is damaged: its SHA-256 is {found}, expected {file.sha256}; delete it and"
            " fetch it again"
        )
    return path


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirections to https alone."""

    def redirect_request(self, *given: object) -> urllib.request.Request | None:
        address = str(given[-1])
        if not address.startswith("https://"):
            raise urllib.error.URLError(f"it is redirected to {address[:80]}, which is no https")
        return super().redirect_request(*given)  # type: ignore[arg-type]


def open_url(url: str) -> AbstractContextManager[Readable]:
    """Open an https address, or make the file of an address `made:…`."""
    if url.startswith(SCHEME):
        return open_made(url)
    if not url.startswith("https://"):
        raise urllib.error.URLError("only https is fetched")
    opened: AbstractContextManager[Readable] = urllib.request.build_opener(_HttpsOnly).open(
        url, timeout=PATIENCE
    )
    return opened


def fetch_file(
    name: str,
    folder: Path,
    opened: Opener = open_url,
    advance: Callable[[int], None] | None = None,
) -> Path:
    """Fetch a file into the cache unless it is there. Raises ArtefactError.

    It gets its name only when size and SHA-256 were found right; `advance` is told of each piece.
    """
    file = pinned_file(name)
    path = cached_path(file, folder)
    if path.is_file():
        return require_file(name, None, folder)
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        with opened(file.url) as source, part.open("wb") as target:
            found, size = _copied(source, target, file.bytes, advance or _untold)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ArtefactError(f"{name} could not be fetched from {file.url}: {error}") from error
    if (found, size) != (file.sha256, file.bytes):
        part.unlink()
        raise ArtefactError(
            f"{file.url} has {'more than ' if size > file.bytes else ''}{min(size, file.bytes)}"
            f" bytes with SHA-256 {found}; expected {file.bytes} with {file.sha256}"
        )
    part.replace(path)
    return path


def _untold(_: int) -> None:
    """Nobody wants to know."""


def _copied(
    source: Readable, target: BinaryIO, most: int, advance: Callable[[int], None]
) -> tuple[str, int]:
    """SHA-256 and size of what was copied; stops one byte above `most`."""
    digest, size = hashlib.sha256(), 0
    while size <= most and (piece := source.read(min(PIECE, most + 1 - size))):
        digest.update(piece)
        target.write(piece)
        size += len(piece)
        advance(len(piece))
    return digest.hexdigest(), size
