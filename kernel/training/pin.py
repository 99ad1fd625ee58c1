"""Writing artefacts: the arrays, and their digest in artefacts.json."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parent.parent / "src" / "imagegen_kernel" / "data"


def write_artefact(name: str, **arrays: NDArray[Any]) -> None:
    """Write data/<name>.npz and pin its SHA-256; NumPy dates members 1980, so bytes repeat."""
    path = DATA / f"{name}.npz"
    np.savez_compressed(path, allow_pickle=False, **arrays)
    pins = DATA / "artefacts.json"
    digests = json.loads(pins.read_text("utf-8")) if pins.exists() else {}
    digests[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    pins.write_text(json.dumps(dict(sorted(digests.items())), indent=2) + "\n", "utf-8")
    print(f"{digests[name]}  {path.name}  {path.stat().st_size} bytes")
