"""HPSv3 behind the adapter contract (docs/kernel-adapters.md). Runs in its own container.

python hpsv3.py manifest.json

The score of an image is the mean of the reward that HPSv3 predicts, without its deviation.
"""

import json
import sys
from contextlib import redirect_stdout
from importlib import metadata
from pathlib import Path

#: Pairs of image and prompt that are scored at once.
BATCH = 8


def main() -> None:
    """Score every image with its prompt."""
    # This file has the name of the package; what is beside it must not hide it.
    sys.path = [
        entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).parent
    ]
    manifest = Path(sys.argv[1])
    images = json.loads(manifest.read_text("utf-8"))["images"]
    with redirect_stdout(sys.stderr):
        from hpsv3 import HPSv3RewardInferencer  # noqa: PLC0415

        model = HPSv3RewardInferencer(device="cuda")
        scores: list[float] = []
        for first in range(0, len(images), BATCH):
            part = images[first : first + BATCH]
            # By keyword: the order of the two has changed between versions.
            rewards = model.reward(
                prompts=[image["prompt"] for image in part],
                image_paths=[str(manifest.parent / image["path"]) for image in part],
            )
            scores += [float(reward[0]) for reward in rewards]
    print(json.dumps({"metric": "hpsv3", "version": metadata.version("hpsv3")}))
    for image, score in zip(images, scores, strict=True):
        print(json.dumps({"id": image["id"], "score": score}))


if __name__ == "__main__":
    main()
