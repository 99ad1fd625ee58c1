"""How fast samples are read, and in how much memory.

Run from kernel/: PYTHONPATH=src python bench/inputs.py
"""

import io
import os
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from imagegen_kernel.inputs import open_images

COUNT = 2_000


def pictures() -> np.ndarray:
    """Smooth images with some noise: they pack about as well as photographs."""
    random = np.random.default_rng(0)
    coarse = random.integers(0, 256, (COUNT, 16, 16, 3), dtype=np.uint8)
    smooth = coarse.repeat(16, axis=1).repeat(16, axis=2)
    return smooth ^ random.integers(0, 8, smooth.shape, dtype=np.uint8)


def make(folder: Path) -> None:
    """The same images in each form."""
    images = pictures()
    np.savez(folder / "stored.npz", images)
    np.savez_compressed(folder / "deflated.npz", images)
    with tarfile.open(folder / "pictures.tar", "w") as archive:
        (folder / "pictures").mkdir()
        for index, image in enumerate(images):
            stream = io.BytesIO()
            Image.fromarray(image).save(stream, "PNG", compress_level=3)
            info = tarfile.TarInfo(f"{index:06}.png")
            info.size = len(stream.getvalue())
            stream.seek(0)
            archive.addfile(info, stream)
            (folder / "pictures" / info.name).write_bytes(stream.getvalue())


def peak() -> int:
    """Most memory this process has held, in MB (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def measure(path: Path) -> None:
    """Read every image, in a process of its own, and say how it went."""
    before = peak()
    with open_images(path) as source:
        begin = time.perf_counter()
        total = sum(len(batch.images) for batch in source.batches(250))
        seconds = time.perf_counter() - begin
    print(
        f"{path.name:16s}{total / seconds:9.0f} images/s"
        f"{total * 196_608 / seconds / 1e6:8.0f} MB/s{peak() - before:6d} MB more memory"
    )


if len(sys.argv) > 1:
    measure(Path(sys.argv[1]))
else:
    with tempfile.TemporaryDirectory() as temporary:
        if not os.fork():
            make(Path(temporary))
            os._exit(0)
        os.wait()
        for path in sorted(Path(temporary).iterdir()):
            for _ in range(3):
                if not os.fork():
                    os.execv(sys.executable, [sys.executable, __file__, str(path)])
                os.wait()
