"""A recipe: everything about a training that may differ between two entries."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Recipe:
    """Read from recipes/<name>.json; what a file leaves out has the value written here."""

    title: str
    #: What is new against the recipe it is based on, one line each.
    changes: tuple[str, ...]
    #: Words for the README: why this should help.
    idea: str
    #: Short names of these changes, the same name for the same idea in every entry.
    techniques: tuple[str, ...] = ()
    width: int = 96
    depth: int = 4
    batch: int = 128
    learning_rate: float = 1e-3
    optimizer: Literal["adamw", "muon"] = "adamw"
    #: How training times are drawn from 0..1 (arXiv 2403.03206, section 3.1).
    time_sampling: Literal["uniform", "logit-normal"] = "uniform"
    #: Decay of the averaged weights that are sampled from; 0 samples from the weights themselves.
    ema: float = 0.0
    #: Steps over which the learning rate rises; then it is constant, or falls to zero linearly
    #: until `steps`.
    warmup: int = 50
    decay: bool = False
    #: Training ends here even if the target was not reached.
    steps: int = 3000
    #: Steps between evaluation points; fixed beforehand.
    evaluate_every: int = 50

    @property
    def optimizer_in_words(self) -> str:
        """One line for result.json."""
        fall = "linear decay" if self.decay else "constant"
        rate = f"learning rate {self.learning_rate:g}, {self.warmup} steps warm-up, {fall}"
        names = {
            "adamw": "AdamW",
            "muon": "Muon for the matrices of the blocks, AdamW for the rest",
        }
        return f"{names[self.optimizer]}, {rate}"


def read_recipe(path: Path) -> Recipe:
    """Read a recipe file; unknown keys are refused."""
    fields = json.loads(path.read_text("utf-8"))
    fields["changes"] = tuple(fields["changes"])
    fields["techniques"] = tuple(fields.get("techniques", ()))
    return Recipe(**fields)
