"""The whole hostile corpus within limits that the operating system enforces."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from made_archives import HOSTILE_ARCHIVES, described, written
from made_pictures import HOSTILE_PNGS, HOSTILE_TARS

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")

#: What reading may take beside the interpreter and its libraries.
MEGABYTES = 192


def read_within_limits(paths: list[Path]) -> dict[str, tuple[str, int]]:
    child = subprocess.run(
        [sys.executable, Path(__file__).with_name("read_within_limits.py"), str(MEGABYTES), *paths],
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1",
                          "PYTHONPATH": str(Path(__file__).parents[1] / "src")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )  # fmt: skip
    assert (child.returncode, child.stderr) == (0, "")
    rows = [json.loads(line) for line in child.stdout.splitlines()]
    return {name: (said, grown) for name, said, grown in rows}


def files_below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def test_every_hostile_input_is_refused_within_the_limits(tmp_path: Path) -> None:
    paths = []
    for kind, corpus in (("npz", HOSTILE_ARCHIVES), ("tar", HOSTILE_TARS)):
        for number, (content, _) in enumerate(corpus.values()):
            paths.append(written(tmp_path / f"{number}.{kind}", content))
    for number, (content, _) in enumerate(HOSTILE_PNGS.values()):
        (tmp_path / f"{number}-png").mkdir()
        written(tmp_path / f"{number}-png" / "1.png", content)
        paths.append(tmp_path / f"{number}-png")
    before = files_below(tmp_path)
    said = read_within_limits(paths)
    assert [path.name for path in paths if not said[path.name][0].startswith("refused: ")] == []
    assert max(grown for _, grown in said.values()) <= MEGABYTES
    assert files_below(tmp_path) == before, "nothing was written"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_larger_than_the_memory_is_read(method: int, tmp_path: Path) -> None:
    images, block = 2_000, os.urandom(3 * 64 * 256) + bytes(3 * 192 * 256)
    path = tmp_path / "samples.npz"
    with (
        zipfile.ZipFile(path, "w", method, compresslevel=1) as archive,
        archive.open("arr_0.npy", "w", force_zip64=True) as member,
    ):
        member.write(described(f"({images}, 256, 256, 3)"))
        for _ in range(images):
            member.write(block)
    said, grown = read_within_limits([path])["samples.npz"]
    path.unlink()
    assert said == f"{images} images"
    assert images * len(block) > 1.5 * MEGABYTES * 2**20, "or this proves nothing"
    assert grown <= MEGABYTES
