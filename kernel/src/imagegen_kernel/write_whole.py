"""Files that nobody ever reads half of."""

from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write to a temporary file beside it, then rename; its folder is made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    part.replace(path)
