"""GenEval behind the adapter contract (docs/kernel-adapters.md). Runs in GenEval's own container.

python geneval.py --repository /geneval --models /models manifest.json

Each image of the manifest has, beside id, path, prompt and tag, the `metadata` of GenEval's prompt
file. Standard library only; written for Python 3.9, which GenEval needs.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

Entry = dict[str, Any]


def revision(repository: Path) -> str:
    """First eight digits of the commit that is checked out."""
    command = ["git", "-C", str(repository), "rev-parse", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout[:8]


def lay_out(images: list[Entry], source: Path, folder: Path) -> dict[str, str]:
    """Copy images to where GenEval looks for them; id of each by its new path."""
    prompts: dict[str, Path] = {}
    ids: dict[str, str] = {}
    for image in images:
        key = json.dumps(image["metadata"], sort_keys=True)
        if key not in prompts:
            prompts[key] = folder / f"{len(prompts):05}"
            (prompts[key] / "samples").mkdir(parents=True)
            (prompts[key] / "metadata.jsonl").write_text(json.dumps(image["metadata"]))
        samples = prompts[key] / "samples"
        target = samples / f"{len(list(samples.iterdir())):04}.png"
        shutil.copyfile(source / image["path"], target)
        ids[str(target)] = image["id"]
    return ids


def main() -> None:
    """Lay out, run, translate."""
    parser = argparse.ArgumentParser()
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--repository", type=Path, required=True)
    parser.add_argument("--models", type=Path, required=True)
    arguments = parser.parse_args()
    images = json.loads(arguments.manifest.read_text("utf-8"))["images"]
    with tempfile.TemporaryDirectory() as temporary:
        folder, results = Path(temporary) / "images", Path(temporary) / "results.jsonl"
        ids = lay_out(images, arguments.manifest.parent, folder)
        program = arguments.repository / "evaluation" / "evaluate_images.py"
        command = [sys.executable, program, folder, "--outfile", results]
        subprocess.run([*command, "--model-path", arguments.models], check=True, stdout=sys.stderr)
        rows = [json.loads(line) for line in results.read_text().splitlines() if line]
    print(json.dumps({"metric": "geneval", "version": revision(arguments.repository)}))
    scores = {ids[row["filename"]]: float(row["correct"]) for row in rows}
    for image in images:
        if image["id"] in scores:
            print(json.dumps({"id": image["id"], "score": scores[image["id"]]}))


if __name__ == "__main__":
    main()
