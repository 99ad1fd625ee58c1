"""A tar of PNGs, read in place: nothing is ever unpacked onto the disk.

Python's tarfile reads long-name and extended headers whole, whatever size they claim; this reader
takes plain files, folders and small extended headers (which tarfile writes for times), and refuses
everything else by name. Format: POSIX.1-2017 pax, section "ustar Interchange Format".
"""

from pathlib import Path

from imagegen_kernel.inputs.limits import KIB, LIMITS, Limits
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.refusal import InputRefusedError, shown

BLOCK = 512
LARGEST_EXTENSION = 64 * KIB
#: Tars end in zeros, up to a whole record of the tape they were once written to.
LARGEST_END = 1024 * KIB
KINDS = {
    b"1": "a hard link",
    b"2": "a symbolic link",
    b"3": "a device",
    b"4": "a device",
    b"6": "a pipe",
    b"L": "a name longer than 255 characters",
    b"K": "a link",
    b"S": "a sparse file",
}
#: Keys of an extended header that would change which bytes belong to which name.
CHANGING = (b"path", b"linkpath", b"size", b"GNU.sparse", b"hdrcharset")


def _number(field: bytes, name: str) -> int:
    text = field.strip(b" \0")
    if not text or not all(digit in b"01234567" for digit in text):
        raise InputRefusedError(f"{name} has a size that is no octal number")
    return int(text, 8)


def _checked(block: bytes) -> bytes:
    """Hold the header against its checksum: the sum of its bytes, its own field as blanks."""
    found = sum(block) - sum(block[148:156]) + 8 * ord(" ")
    if block[257:262] != b"ustar" or _number(block[148:156], "the tar's header") != found:
        raise InputRefusedError("not a tar, or damaged: a header's checksum is wrong")
    return block


def _name(block: bytes) -> str:
    name, prefix = (part.split(b"\0", 1)[0] for part in (block[:100], block[345:500]))
    raw = prefix + b"/" + name if prefix and block[257:263] == b"ustar\0" else name
    if not raw.isascii():
        raise InputRefusedError(f"there is {shown(raw)}; expected plain ASCII names")
    text = raw.decode("ascii")
    parts = text.removeprefix("./").rstrip("/").split("/")
    if text.startswith("/") or ".." in parts or not text.isprintable():
        raise InputRefusedError(f"{shown(text)} leads out of the archive")
    return text


def _check_extension(content: bytes) -> None:
    """Refuse an extended header that renames or resizes the file behind it."""
    for line in content.rstrip(b"\0").splitlines():
        _, _, record = line.partition(b" ")
        key = record.partition(b"=")[0]
        if key.startswith(CHANGING):
            raise InputRefusedError(
                f"the tar has an extended header {shown(key)}; expected short ASCII names and files"
                " below 8 GB"
            )


class TarShelf:
    """PNGs of a tar whose files all lie in one folder; found once, then read by position."""

    def __init__(self, file: OpenedFile, limits: Limits = LIMITS) -> None:
        """Walk over the headers, one read of 512 bytes each."""
        self._file = file
        self._places: dict[str, tuple[int, int]] = {}
        self._folder: str | None = None
        at = headers = 0
        while (block := file.read_at(at, BLOCK)) != bytes(BLOCK):
            headers += 1
            if headers > 2 * limits.images + 8:
                raise InputRefusedError(f"the tar holds more than {limits.images} files")
            at = self._take(_checked(block), at + BLOCK, limits)
        rest = file.size - at
        if rest > LARGEST_END or any(file.read_at(at, rest)):
            raise InputRefusedError(f"the tar goes on for {rest} bytes behind its end")

    @property
    def names(self) -> list[str]:
        """Names of the files, without their folder."""
        return list(self._places)

    def _take(self, block: bytes, at: int, limits: Limits) -> int:
        """Note one member; return the position of the next header."""
        kind, name = block[156:157], _name(block)
        size = _number(block[124:136], shown(name))
        end = at + -(-size // BLOCK) * BLOCK
        if end > self._file.size:
            raise InputRefusedError(f"{shown(name)} is truncated: the tar ends inside it")
        if kind in (b"x", b"g"):
            if size > LARGEST_EXTENSION:
                raise InputRefusedError(f"the tar has an extended header of {size} bytes")
            _check_extension(self._file.read_at(at, size))
        elif kind in (b"0", b"\0"):
            self._note(name, (at, size), limits)
        elif kind != b"5":
            what = KINDS.get(kind, f"of the kind {shown(kind)}")
            raise InputRefusedError(f"{shown(name)} is {what}; expected plain files alone")
        return end

    def _note(self, path: str, place: tuple[int, int], limits: Limits) -> None:
        folder, _, name = path.removeprefix("./").rpartition("/")
        if self._folder is None:
            self._folder = folder
        if folder != self._folder:
            raise InputRefusedError(
                f"{shown(path)} lies in another folder than the images before it; expected one"
            )
        if name in self._places:
            raise InputRefusedError(f"{shown(path)} occurs twice")
        if len(self._places) == limits.images:
            raise InputRefusedError(f"the tar holds more than {limits.images} files")
        self._places[name] = place

    def read(self, name: str, largest: int) -> bytes:
        """Whole content of a file."""
        at, size = self._places[name]
        if size > largest:
            raise InputRefusedError(f"{shown(name)} has {size} bytes; at most {largest} are needed")
        return self._file.read_at(at, size)

    def read_start(self, name: str, length: int) -> bytes:
        """First bytes of a file."""
        at, size = self._places[name]
        return self._file.read_at(at, min(length, size))

    def close(self) -> None:
        """Let go of the tar."""
        self._file.close()


def is_tar(start: bytes) -> bool:
    """Whether a file that begins like this is a tar."""
    return start[257:262] == b"ustar"


def is_packed_tar(path: Path) -> bool:
    """Whether a name promises a compressed tar: PNGs do not get smaller, and positions are lost."""
    return path.name.lower().endswith((".tgz", ".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst"))
