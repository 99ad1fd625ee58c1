"""Reads inputs in a process of its own, which may neither write, nor grow, nor take its time.

python read_within_limits.py MEGABYTES PATH…: a line of JSON for each path: what was refused or how
many images were read, and by how many MB the process has grown at most.
"""

import json
import resource
import sys
from pathlib import Path

from imagegen_kernel.inputs import InputRefusedError, open_images, read_features
from imagegen_kernel.inputs.features import holds_features

SECONDS = 120


def memory(field: str) -> int:
    """MB of this process from /proc: VmData is what it may write, VmHWM the most it held."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(field))


def read(path: Path) -> str:
    """Read an input whole, as measuring would."""
    try:
        if path.suffix == ".npy" or holds_features(path):
            return f"{len(read_features(path))} features"
        with open_images(path) as source:
            return f"{sum(len(batch.images) for batch in source.batches())} images"
    except InputRefusedError as error:
        return f"refused: {error}"


megabytes, paths = int(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
before = memory("VmHWM")
room = (memory("VmData") + megabytes) * 2**20
resource.setrlimit(resource.RLIMIT_DATA, (room, room))
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
for path in paths:
    said = read(path)
    sys.stdout.write(json.dumps([path.name, said, memory("VmHWM") - before]) + "\n")
