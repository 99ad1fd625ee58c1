"""The training code lies one folder up, the kernel beside it."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "kernel" / "src")]
