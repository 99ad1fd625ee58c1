"""An adapter that behaves, or misbehaves as its first argument says."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

VERSIONS = {"geneval": "af4902f2", "geneval_2": "a6e82d22", "hpsv3": "1.0.0"}
#: What the second image gets from an adapter that scores it wrongly.
WRONG_SCORES = {"not a number": float("nan"), "text": "1", "too large": 1.5}


def say(row: object) -> None:
    print(json.dumps(row), flush=True)


def fail() -> None:
    sys.exit("Traceback (most recent call last):\nOutOfMemoryError: \x1b[31mCUDA\x1b[0m")


def sleep() -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path("child.pid").write_text(str(child.pid))
    print("started", file=sys.stderr, flush=True)
    time.sleep(600)


def flood() -> None:
    while True:
        os.write(1, b"x" * 65536)


def score(how: str, document: dict) -> None:
    version = "0" if how == "old" else VERSIONS[document["metric"]]
    say({"metric": document["metric"], "version": version})
    for number, image in enumerate(document["images"]):
        wrong = number == 1 and how in WRONG_SCORES
        if number != 1 or how != "forgets":
            given = WRONG_SCORES[how] if wrong else json.loads(image["prompt"])
            say({"id": image["id"], "score": given})


ENDINGS = {
    "repeats": b'{"id": "image 0", "score": 1}\n',
    "invents": b'{"id": "\\u001b[2J", "score": 1}\n',
    "chats": b"All done!\n",
    "bytes": b"\xff\xfe\n",
}
INSTEAD = {"silent": lambda: None, "fails": fail, "sleeps": sleep, "floods": flood}

behaviour = sys.argv[1]
if behaviour in INSTEAD:
    INSTEAD[behaviour]()
else:
    score(behaviour, json.loads(Path(sys.argv[2]).read_text()))
    os.write(1, ENDINGS.get(behaviour, b""))
