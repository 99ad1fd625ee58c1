"""The files that measuring rests on: a frozen network, reference statistics, the digits.

Each is read only after its SHA-256 was found to be the one written down in artefacts.json.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


class ArtefactError(Exception):
    """An artefact is unknown or is not the one that was asked for."""


@dataclass(frozen=True)
class Artefact:
    """A named, digest-pinned file of arrays."""

    name: str
    sha256: str
    arrays: Arrays


@cache
def pinned_digests() -> dict[str, str]:
    """SHA-256 of every artefact that this kernel ships, by name."""
    text = resources.files(__package__).joinpath("data", "artefacts.json").read_text("utf-8")
    digests: dict[str, str] = json.loads(text)
    return digests


@cache
def load(name: str) -> Artefact:
    """Read an artefact; refuses one whose bytes do not have the pinned digest."""
    if name not in pinned_digests():
        known = ", ".join(sorted(pinned_digests()))
        raise ArtefactError(f"this kernel has no artefact {name!r}; it has {known}")
    path = resources.files(__package__).joinpath("data", f"{name}.npz")
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != pinned_digests()[name]:
        raise ArtefactError(
            f"{name}.npz is damaged: its SHA-256 is {found}, expected {pinned_digests()[name]}"
        )
    with resources.as_file(path) as file, np.load(file, allow_pickle=False) as arrays:
        return Artefact(name, found, {key: arrays[key] for key in arrays.files})


def require(name: str, sha256: str | None) -> Artefact:
    """Read the artefact that a ruleset names; refuses where the ruleset pins another digest."""
    artefact = load(name)
    if sha256 is not None and sha256 != artefact.sha256:
        raise ArtefactError(
            f"the ruleset pins {name} with SHA-256 {sha256}, this kernel has {artefact.sha256}"
        )
    return artefact
