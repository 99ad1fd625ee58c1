"""The adapter contract, kept and broken, with a stand-in for the programs that need a GPU."""

import hashlib
import json
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from imagegen_kernel.__main__ import main
from imagegen_kernel.adapters import AdapterError, adapters, run_adapter

#: The manifests here are of six images.
run_six = partial(run_adapter, count=6)
STAND_IN = Path(__file__).with_name("stand_in_adapter.py")
WRAPPERS = Path(__file__).parents[1] / "adapters"


def manifest(folder: Path, metric: str = "geneval", **changes: object) -> Path:
    """Six images; the prompt of each is the score that the stand-in shall give it."""
    (folder / "images").mkdir(exist_ok=True)
    images = []
    for number in range(6):
        content = b"picture %d" % number
        (folder / "images" / f"{number}.png").write_bytes(content)
        images.append(
            {
                "id": f"image {number}",
                "path": f"images/{number}.png",
                "prompt": str(int(number in (0, 1, 2, 5))),
                "sha256": hashlib.sha256(content).hexdigest(),
                "tag": "colors" if number < 4 else "position",
            }
        )
    images[0] |= changes
    path = folder / "manifest.json"
    path.write_text(json.dumps({"metric": metric, "images": images}))
    return path


def behave(how: str) -> list[str]:
    return [sys.executable, str(STAND_IN), how]


def test_a_score_for_each_image_and_the_mean_of_the_means_of_tags(tmp_path: Path) -> None:
    found = run_six("geneval", manifest(tmp_path), behave("well"))
    assert found["measured"] == {"geneval": (3 / 4 + 1 / 2) / 2}
    error = found["uncertainty"]["geneval"]
    assert error["standard_error"] == pytest.approx((1 / 16 + 1 / 4) ** 0.5 / 2, rel=1e-2)
    assert (error["images"], error["method"]) == (6, "spread of the scores, 2 tag(s)")
    assert (found["images"], found["package"], found["version"]) == (
        6,
        "djghosh13/geneval",
        "af4902f2",
    )
    assert found["scores"]["image 5"] == 1.0


def test_the_mean_over_images_in_the_scale_of_the_authors(tmp_path: Path) -> None:
    found = run_six("geneval_2", manifest(tmp_path, "geneval_2"), behave("well"))
    assert found["measured"]["geneval_2"] == pytest.approx(100 * 4 / 6)
    error = found["uncertainty"]["geneval_2"]["standard_error"]
    assert error == pytest.approx(100 * (8 / 30 / 6) ** 0.5, rel=1e-2)
    found = run_six("hpsv3", manifest(tmp_path, "hpsv3", prompt="-7.25"), behave("well"))
    assert found["measured"]["hpsv3"] == pytest.approx((3 - 7.25) / 6)


BROKEN = {
    "silent": "it says it is 'None' 'None'; pinned is geneval af4902f2",
    "old": "it says it is 'geneval' '0'; pinned is geneval af4902f2",
    "not a number": "line 3 has the score 'nan'; expected a number",
    "text": "line 3 has the score \"'1'\"; expected a number",
    "too large": "line 3 has the score 1.5; expected 0 to 1",
    "forgets": "1 of 6 images have no score, first 'image 1'",
    "repeats": "line 8 is about 'image 0' for the second time",
    "invents": r"line 8 is about '\x1b[2J', which nobody asked for",
    "chats": "line 8 is no JSON: 'All done!'",
    "bytes": "its output is no UTF-8, at byte ",
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_contract_is_told(how: str, tmp_path: Path) -> None:
    with pytest.raises(AdapterError) as told:
        run_six("geneval", manifest(tmp_path), behave(how))
    assert str(told.value).startswith("the adapter of geneval broke the contract: ")
    assert BROKEN[how] in str(told.value)


def test_what_a_failing_program_said_last_is_told_as_plain_text(tmp_path: Path) -> None:
    with pytest.raises(AdapterError) as told:
        run_six("geneval", manifest(tmp_path), behave("fails"))
    assert "ended with 1; it said 'Traceback (most recent call last):', " in str(told.value)
    assert r"\x1b[31mCUDA" in str(told.value)


def gone(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "State:\tZ" in status.read_text()


def test_a_program_that_takes_too_long_is_stopped_with_its_children(tmp_path: Path) -> None:
    with pytest.raises(AdapterError, match=r"took longer than 3 s and was stopped; it said"):
        run_six("geneval", manifest(tmp_path), behave("sleeps"), 3)
    child = int((tmp_path / "child.pid").read_text())
    deadline = time.monotonic() + 60
    while not gone(child):
        assert time.monotonic() < deadline, "the child outlives its parent"
        os.sched_yield()


def test_a_program_that_never_stops_talking_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(AdapterError, match="wrote more than 90112 bytes and was stopped"):
        run_six("geneval", manifest(tmp_path), behave("floods"))


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AdapterError, match="'/nowhere' cannot be started: No such file"):
        run_six("geneval", manifest(tmp_path), ["/nowhere"])
    with pytest.raises(AdapterError, match="no adapter measures 'x'; there are geneval"):
        run_six("x", manifest(tmp_path), ["/nowhere"])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"path": "../secret.png"}, "'../secret.png' leads out of its folder"),
        ({"path": "/etc/passwd"}, "'/etc/passwd' leads out of its folder"),
        ({"path": "images/none.png"}, "is missing, or no plain file"),
        ({"sha256": "0" * 64}, "the manifest names '0000"),
        ({"id": "image 1"}, "two images of the manifest have the same id"),
        ({"prompt": ""}, "an image of the manifest has no prompt"),
        ({"id": 7}, "an image of the manifest has no id"),
        ({"tag": 7}, "the tag of 'image 0' is no text"),
        ({"tag": None}, "geneval needs a tag for 'image 0'"),
        ({"path": 7}, "is no manifest"),
    ],
)
def test_refuses_a_manifest_in_words(changes: dict, message: str, tmp_path: Path) -> None:
    with pytest.raises(AdapterError) as told:
        run_six("geneval", manifest(tmp_path, **changes), behave("well"))
    assert message in str(told.value)


def test_refuses_what_is_no_manifest(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    for content, message in (
        ("[" * 100_000, "is no manifest"),
        ("hello", "is no manifest"),
        ("{}", "is no manifest"),
        ('{"metric": "hpsv3", "images": []}', "the manifest is for 'hpsv3', not geneval"),
        ('{"metric": "geneval", "images": []}', "the manifest has 0 images"),
    ):
        path.write_text(content)
        with pytest.raises(AdapterError, match=message):
            run_six("geneval", path, behave("well"))
    with pytest.raises(AdapterError, match="cannot be read: No such file"):
        run_six("geneval", tmp_path / "missing.json", behave("well"))


def test_the_command_writes_what_was_measured(tmp_path: Path, capsys) -> None:
    out = tmp_path / "out.json"
    arguments = ["adapter", "geneval", str(manifest(tmp_path)), "--out", str(out)]
    assert main([*arguments, "--", *behave("well")]) == 2
    told = "the manifest has 6 images; geneval is of 2212, no more and no fewer (--count"
    assert told in capsys.readouterr().err
    arguments += ["--count", "6", "--"]
    assert main([*arguments, *behave("well")]) == 0
    assert json.loads(out.read_text())["measured"]["geneval"] == 0.625
    out.unlink()
    assert main([*arguments, *behave("old")]) == 2
    assert "pinned is geneval af4902f2" in capsys.readouterr().err
    assert not out.exists()


def test_every_adapter_says_where_its_numbers_come_from() -> None:
    assert list(adapters()) == ["geneval", "geneval_2", "hpsv3"]
    assert all(item.package and item.version and item.licence for item in adapters().values())


def repository(folder: Path, files: dict[str, str]) -> str:
    """A checkout with these files; the first digits of its commit."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True)
    command = ["git", "-C", str(folder), "rev-parse", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout[:8]


def wrapped(script: str, *arguments: object, **environment: str) -> list[dict]:
    command = [sys.executable, WRAPPERS / script, *arguments]
    done = subprocess.run(
        [str(part) for part in command],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | environment,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


GENEVAL = """
import json, os, sys
folder, out = sys.argv[1], sys.argv[sys.argv.index("--outfile") + 1]
print("noise that is no row")
with open(out, "w") as file:
    for prompt in sorted(os.listdir(folder), reverse=True):
        metadata = json.load(open(f"{folder}/{prompt}/metadata.jsonl"))
        for name in os.listdir(f"{folder}/{prompt}/samples"):
            path = os.path.join(folder, prompt, "samples", name)
            row = {"filename": path, "tag": metadata["tag"], "correct": metadata["right"]}
            file.write(json.dumps(row) + "\\n")
"""


def test_the_wrapper_of_geneval_keeps_to_the_contract(tmp_path: Path) -> None:
    version = repository(tmp_path / "repository", {"evaluation/evaluate_images.py": GENEVAL})
    path = manifest(tmp_path)
    document = json.loads(path.read_text())
    for number, image in enumerate(document["images"]):
        image["metadata"] = {"tag": "colors", "prompt": str(number // 2), "right": number < 2}
    path.write_text(json.dumps(document))
    rows = wrapped("geneval.py", path, "--repository", tmp_path / "repository", "--models", "m")
    assert rows[0] == {"metric": "geneval", "version": version}
    assert rows[1:] == [{"id": f"image {n}", "score": float(n < 2)} for n in range(6)]


GENEVAL_2 = """
import json, sys
given = dict(zip(sys.argv[1::2], sys.argv[2::2]))
assert given["--method"] == "soft_tifa_gm"
paths = json.load(open(given["--image_filepath_data"]))
data = [json.loads(line) for line in open(given["--benchmark_data"])]
assert all(open(paths[row["prompt"]], "rb").read() for row in data)
print("loading the model")
json.dump([row["atoms"] for row in data], open(given["--output_file"], "w"))
"""


def test_the_wrapper_of_geneval_2_takes_the_geometric_mean(tmp_path: Path) -> None:
    rows = [{"prompt": "b", "atoms": [0.5, 0.125]}, {"prompt": "a", "atoms": [1.0, 0.0]}]
    data = "\n".join(json.dumps(row) for row in rows)
    files = {"evaluation.py": GENEVAL_2, "geneval2_data.jsonl": data}
    version = repository(tmp_path / "repository", files)
    path = manifest(tmp_path, "geneval_2")
    document = json.loads(path.read_text())
    document["images"] = document["images"][:2]
    document["images"][0]["prompt"], document["images"][1]["prompt"] = "a", "b"
    path.write_text(json.dumps(document))
    found = wrapped("geneval_2.py", path, "--repository", tmp_path / "repository")
    assert found[0] == {"metric": "geneval_2", "version": version}
    assert found[1] == {"id": "image 1", "score": pytest.approx(0.25)}
    assert found[2] == {"id": "image 0", "score": 0.0}


HPSV3 = """
print("loading the model")
class HPSv3RewardInferencer:
    def __init__(self, device):
        assert device == "cuda"
    def reward(self, image_paths, prompts):
        assert all(path.endswith(".png") for path in image_paths)
        return [[float(prompt) - 5, 0.1] for prompt in prompts]
"""


def test_the_wrapper_of_hpsv3_takes_the_mean_of_the_reward(tmp_path: Path) -> None:
    (tmp_path / "hpsv3.py").write_text(HPSV3)
    (tmp_path / "hpsv3-1.0.0.dist-info").mkdir()
    (tmp_path / "hpsv3-1.0.0.dist-info" / "METADATA").write_text("Name: hpsv3\nVersion: 1.0.0\n")
    rows = wrapped("hpsv3.py", manifest(tmp_path, "hpsv3"), PYTHONPATH=str(tmp_path))
    assert rows[0] == {"metric": "hpsv3", "version": "1.0.0"}
    assert [row["score"] for row in rows[1:]] == [-4.0, -4.0, -4.0, -5.0, -5.0, -4.0]
