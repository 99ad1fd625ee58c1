"""Writes the scores that `self-test` expects, from what this kernel measures now.

Only after a metric changed on purpose. Run from kernel/:
PYTHONPATH=src python training/write_self_test.py
"""

import json
from pathlib import Path

from imagegen_kernel.null_baselines import BASELINES, score

DATA = Path(__file__).parent.parent / "src" / "imagegen_kernel" / "data"

scores = {name: score(make())._asdict() for name, make in BASELINES.items()}
(DATA / "self-test.json").write_text(json.dumps(scores, indent=2) + "\n", "utf-8")
