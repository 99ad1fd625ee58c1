"""Where a measurement was made, and with which code."""

import hashlib
import platform
import sys
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from imagegen_kernel.torch_side import torch_side


def environment() -> dict[str, object]:
    """Describe the machine and the libraries, in the form it has in verification.json.

    PyTorch, and the GPU it runs on, where it took part.
    """
    name, driver, frameworks = "CPU", None, {}
    if "torch" in sys.modules:
        module = torch_side("photographs.accelerator", "telling the accelerator")
        name, driver, frameworks = module.accelerator()
    libraries = {name: metadata.version(name) for name in ("numpy", "pillow", "scipy")}
    return {
        "accelerator": name,
        "driver": driver,
        "frameworks": libraries | frameworks,
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
    }


def _files(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found = []
    for item in folder.iterdir():
        if item.is_dir() and item.name != "__pycache__":
            found += _files(item, f"{prefix}{item.name}/")
        elif item.is_file() and item.name.endswith((".py", ".npz", ".json")):
            found.append((prefix + item.name, item))
    return sorted(found, key=lambda pair: pair[0])


def source_sha256() -> str:
    """SHA-256 over the names and digests of this package's code and data."""
    lines = [
        f"{hashlib.sha256(item.read_bytes()).hexdigest()}  {name}\n"
        for name, item in _files(resources.files(__package__))
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
