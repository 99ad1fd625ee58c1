"""Weights and references: nothing is used, or kept, that does not have the pinned digest."""

import hashlib
import io
import json
import urllib.error
from pathlib import Path

import pytest

from imagegen_kernel import pinned_files
from imagegen_kernel.__main__ import main
from imagegen_kernel.artefacts import ArtefactError
from imagegen_kernel.commands import fetch
from imagegen_kernel.made_files import MAKERS
from imagegen_kernel.pinned_files import PinnedFile, fetch_file, open_url, require_file

CONTENT = b"weights" * 1000
FILE = PinnedFile(
    "tiny",
    "https://example.org/tiny.pth",
    hashlib.sha256(CONTENT).hexdigest(),
    len(CONTENT),
    "CC0",
    "for tests",
)


@pytest.fixture(autouse=True)
def listed(monkeypatch) -> None:
    monkeypatch.setattr(pinned_files, "pinned_files", lambda: {"tiny": FILE})


def serve(content: bytes):
    def opened(url: str) -> io.BytesIO:
        assert url == FILE.url
        return io.BytesIO(content)

    return opened


def refuse(url: str) -> io.BytesIO:
    raise urllib.error.URLError(f"no network for {url}")


def test_fetches_once_and_verifies_each_time(tmp_path: Path) -> None:
    told: list[int] = []
    path = fetch_file("tiny", tmp_path / "cache", serve(CONTENT), told.append)
    assert path.read_bytes() == CONTENT
    assert sum(told) == len(CONTENT)
    assert fetch_file("tiny", tmp_path / "cache", refuse) == path
    assert require_file("tiny", FILE.sha256, tmp_path / "cache") == path
    path.write_bytes(CONTENT[:-1] + b"!")
    with pytest.raises(ArtefactError, match=r"is damaged: its SHA-256 is .* delete it and fetch"):
        require_file("tiny", None, tmp_path / "cache")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (CONTENT[:-1], "has 6999 bytes with SHA-256 .*; expected 7000 with"),
        (CONTENT[:-1] + b"!", "has 7000 bytes with SHA-256"),
        (CONTENT * 1000, "has more than 7000 bytes"),
        (b"", "has 0 bytes"),
    ],
)
def test_keeps_nothing_else(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(ArtefactError, match=message):
        fetch_file("tiny", tmp_path, serve(content))
    assert list(tmp_path.iterdir()) == []


def test_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArtefactError, match="python -m imagegen_kernel fetch tiny"):
        require_file("tiny", None, tmp_path)
    with pytest.raises(ArtefactError, match="no file 'x' is pinned; known are tiny"):
        require_file("x", None, tmp_path)
    with pytest.raises(ArtefactError, match="the ruleset pins tiny with SHA-256 00, this kernel"):
        require_file("tiny", "00", tmp_path)
    with pytest.raises(ArtefactError, match=r"could not be fetched from https://example\.org"):
        fetch_file("tiny", tmp_path, refuse)
    assert list(tmp_path.iterdir()) == []


def test_a_user_without_a_home_is_told(monkeypatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv(pinned_files.CACHE_VARIABLE, raising=False)
    monkeypatch.setattr(pinned_files.Path, "home", homeless)
    with pytest.raises(ArtefactError, match="name a cache in IMAGEGEN_KERNEL_CACHE"):
        pinned_files.cache_folder()


def test_opens_https_alone() -> None:
    for url in ("http://example.org/x", "file:///etc/passwd", "ftp://example.org/x"):
        with pytest.raises(urllib.error.URLError, match="only https"):
            open_url(url)
    redirected = pinned_files._HttpsOnly()
    with pytest.raises(urllib.error.URLError, match="which is no https"):
        redirected.redirect_request(None, None, 302, "", {}, "http://example.org/x")


def test_lists_what_is_pinned(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(fetch, "pinned_files", pinned_files.pinned_files)
    assert main(["fetch", "--cache", str(tmp_path)]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["name"], row["in_cache"], row["bytes"]) == ("tiny", False, 7000)


def test_the_real_list_names_https_and_digests(monkeypatch) -> None:
    monkeypatch.undo()
    for file in pinned_files.pinned_files().values():
        assert file.url.startswith("https://") or file.url == f"made:{file.name}"
        assert len(bytes.fromhex(file.sha256)) == 32
        assert file.bytes > 0


@pytest.mark.parametrize("name", MAKERS)
def test_a_file_that_is_made_has_the_pinned_bytes(name: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.undo()
    path = fetch_file(name, tmp_path)
    assert path.stat().st_size == pinned_files.pinned_file(name).bytes
    assert require_file(name, None, tmp_path) == path
