"""Writes down what the sets of the photographs' self-test score; to be run on a CPU in float32.

Run from kernel/: PYTHONPATH=src python training/write_self_test_photographs.py
"""

import json
from pathlib import Path

from imagegen_kernel.measures import significant
from imagegen_kernel.photographs.baselines import measure_baselines

TARGET = Path("src/imagegen_kernel/data/self-test-photographs.json")

if __name__ == "__main__":
    found = {
        name: {metric: significant(value, 7) for metric, value in values.items()}
        for name, values in measure_baselines().items()
    }
    TARGET.write_text(json.dumps(found, indent=2) + "\n")
