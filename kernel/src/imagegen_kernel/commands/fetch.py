"""`fetch NAME…`: bring weights and reference batches into the cache, verified."""

import argparse
from pathlib import Path

from imagegen_kernel.commands.verbs import Verbs, add_verb, print_json
from imagegen_kernel.pinned_files import (
    CACHE_VARIABLE,
    cache_folder,
    cached_path,
    fetch_file,
    pinned_file,
    pinned_files,
)
from imagegen_kernel.progress import Progress


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, "fetch", _run, "fetch pinned weights and references into the cache")
    verb.add_argument("names", nargs="*", metavar="NAME", help="without a name: list them")
    verb.add_argument("--cache", type=Path, help=f"default: ${CACHE_VARIABLE} or ~/.cache")


def _run(arguments: argparse.Namespace) -> int:
    folder = arguments.cache or cache_folder()
    if not arguments.names:
        print_json([_described(name, folder) for name in pinned_files()])
        return 0
    for name in arguments.names:
        progress = Progress(f"{name}: bytes", pinned_file(name).bytes)
        try:
            path = fetch_file(name, folder, advance=progress.advance)
        finally:
            progress.close()
        print(path)
    return 0


def _described(name: str, folder: Path) -> dict[str, object]:
    file = pinned_file(name)
    return {
        "name": name,
        "what": file.what,
        "licence": file.licence,
        "bytes": file.bytes,
        "sha256": file.sha256,
        "url": file.url,
        "in_cache": cached_path(file, folder).is_file(),
    }
