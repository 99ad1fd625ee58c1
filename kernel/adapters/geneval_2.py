"""GenEval 2 behind the adapter contract (docs/kernel-adapters.md). Runs in its own container.

python geneval_2.py --repository /GenEval2 manifest.json

The manifest has one image for each prompt of geneval2_data.jsonl. The score of an image is the
geometric mean over its atoms (Soft-TIFA GM, arXiv 2512.16853). Standard library only.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path


def revision(repository: Path) -> str:
    """First eight digits of the commit that is checked out."""
    command = ["git", "-C", str(repository), "rev-parse", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout[:8]


def geometric_mean(atoms: list[float]) -> float:
    """Geometric mean; zero where any atom is."""
    if min(atoms) <= 0:
        return 0.0
    return math.exp(math.fsum(map(math.log, atoms)) / len(atoms))


def main() -> None:
    """Name the images by prompt, run, translate."""
    parser = argparse.ArgumentParser()
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--repository", type=Path, required=True)
    arguments = parser.parse_args()
    images = json.loads(arguments.manifest.read_text("utf-8"))["images"]
    ids = {image["prompt"]: image["id"] for image in images}
    data = arguments.repository / "geneval2_data.jsonl"
    with tempfile.TemporaryDirectory() as temporary:
        paths, results = Path(temporary) / "paths.json", Path(temporary) / "scores.json"
        folder = arguments.manifest.resolve().parent
        paths.write_text(
            json.dumps({image["prompt"]: str(folder / image["path"]) for image in images})
        )
        command = [sys.executable, arguments.repository / "evaluation.py"]
        command += ["--benchmark_data", data, "--image_filepath_data", paths]
        command += ["--method", "soft_tifa_gm", "--output_file", results]
        subprocess.run(command, check=True, stdout=sys.stderr, cwd=arguments.repository)
        scores = json.loads(results.read_text())
    prompts = [json.loads(line)["prompt"] for line in data.read_text("utf-8").splitlines()]
    print(json.dumps({"metric": "geneval_2", "version": revision(arguments.repository)}))
    for prompt, atoms in zip(prompts, scores, strict=True):
        print(json.dumps({"id": ids[prompt], "score": geometric_mean(atoms)}))


if __name__ == "__main__":
    main()
