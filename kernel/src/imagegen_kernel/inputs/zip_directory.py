"""The directory of a zip archive, read strictly: one reading, or none.

Zip readers disagree about prefixes, comments, gaps, overlaps and names that differ between the two
headers. NumPy writes none of these, so an archive is accepted only where its members fill the file
from the first byte to the directory, and both headers of each member agree. Format: PKWARE
APPNOTE 6.3.10, sections 4.3 (records) and 4.5.3 (zip64).
"""

import struct
from dataclasses import dataclass
from typing import NamedTuple

from imagegen_kernel.inputs.limits import LIMITS, Limits
from imagegen_kernel.inputs.opened_file import OpenedFile
from imagegen_kernel.inputs.refusal import InputRefusedError, shown

STORED, DEFLATED = 0, 8
#: Bits 1 and 2 tell how hard deflate tried, bit 11 that names are UTF-8.
HARMLESS_FLAGS = 0b1000_0000_0110
FLAG_NAMES = {0: "encrypted", 3: "written to a stream, with its sizes after its data"}
ZIP64 = 0xFFFF_FFFF
#: Version of the format, times ten; what came later is not needed for stored and deflated.
NEWEST = 63

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s4B4H3L5H2L")
_LOCAL = struct.Struct("<4s2B4H3L2H")


@dataclass(frozen=True)
class Member:
    """One stored or deflated member. `offset` is where its data begins; sizes in bytes."""

    name: str
    method: int
    crc32: int
    packed: int
    size: int
    header: int
    offset: int

    @property
    def end(self) -> int:
        """First byte behind the member's data."""
        return self.offset + self.packed


class _Directory(NamedTuple):
    offset: int
    size: int
    members: int


class _Entry(NamedTuple):
    """A central header: what the directory says about a member."""

    name: bytes
    flags: int
    method: int
    crc32: int
    packed: int
    size: int
    offset: int


def _refuse(why: str) -> InputRefusedError:
    return InputRefusedError(f"not an .npz as NumPy writes it: {why}")


def _find_directory(file: OpenedFile) -> _Directory:
    if file.size < _END.size:
        raise _refuse(f"{file.size} bytes are too few")
    at = file.size - _END.size
    record = _END.unpack(file.read_at(at, _END.size))
    if record[0] != b"PK\5\6" or record[7] != 0:
        raise _refuse("it does not end with a zip directory (truncated, or something follows it)")
    directory = _Directory(record[6], record[5], record[4])
    disks = record[1:3]
    if ZIP64 in (directory.offset, directory.size) or directory.members == 0xFFFF:
        at, directory, disks = _find_zip64(file, at)
    if any(disks):
        raise _refuse("it is split over several disks")
    if directory.offset + directory.size != at:
        raise _refuse("its directory does not end where it has to")
    return directory


def _find_zip64(file: OpenedFile, end: int) -> tuple[int, _Directory, tuple[int, ...]]:
    at = end - _END64_LOCATOR.size
    if at < _END64.size:
        raise _refuse("its zip64 directory is missing")
    mark, disk, start, disks = _END64_LOCATOR.unpack(file.read_at(at, _END64_LOCATOR.size))
    if mark != b"PK\6\7" or disks != 1 or start + _END64.size != at:
        raise _refuse("its zip64 directory is not where it has to be")
    record = _END64.unpack(file.read_at(start, _END64.size))
    if record[0] != b"PK\6\6" or record[1] != _END64.size - 12 or record[6] != record[7]:
        raise _refuse("its zip64 directory is damaged")
    return start, _Directory(record[9], record[8], record[7]), (disk, record[4], record[5])


def _zip64_values(extra: bytes, wanted: int) -> list[int]:
    """The 64-bit numbers that stand for fields of 0xFFFFFFFF, in their order."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == 1 and 8 * wanted <= length <= len(extra) - 4:
            return list(struct.unpack_from(f"<{wanted}Q", extra, 4))
        extra = extra[4 + length :]
    raise _refuse("a member's zip64 sizes are missing")


def _widened(fields: tuple[int, ...], extra: bytes) -> list[int]:
    wide = [index for index, value in enumerate(fields) if value == ZIP64]
    values = list(fields)
    for index, value in zip(wide, _zip64_values(extra, len(wide)) if wide else [], strict=True):
        values[index] = value
    return values


def _entries(content: bytes, count: int) -> list[_Entry]:
    found, at = [], 0
    for _ in range(count):
        if at + _CENTRAL.size > len(content) or content[at : at + 4] != b"PK\1\2":
            raise _refuse("its directory is damaged")
        fields = _CENTRAL.unpack_from(content, at)
        flags, method, crc32, packed, size = fields[5], fields[6], *fields[9:12]
        name_length, extra_length, comment_length, disk = fields[12:16]
        names = at + _CENTRAL.size
        extras = names + name_length
        at = extras + extra_length + comment_length
        if fields[3] > NEWEST:
            raise _refuse("a member asks for a newer zip reader")
        if at > len(content) or disk != 0 or comment_length:
            raise _refuse("its directory is damaged, or has comments")
        size, packed, offset = _widened((size, packed, fields[18]), content[extras:at])
        name = content[names:extras]
        found.append(_Entry(name, flags, method, crc32, packed, size, offset))
    if at != len(content):
        raise _refuse("its directory holds more than its members")
    return found


def _member(file: OpenedFile, entry: _Entry, end: int) -> Member:
    """Hold the member's own header against the directory's."""
    name = shown(entry.name)
    if entry.offset + _LOCAL.size > end:
        raise _refuse(f"{name} begins behind the end of the data")
    local = _LOCAL.unpack(file.read_at(entry.offset, _LOCAL.size))
    flags, method, crc32, packed, size, name_length, extra_length = local[3], local[4], *local[7:]
    for bit, words in FLAG_NAMES.items():
        if (entry.flags | flags) >> bit & 1:
            raise _refuse(f"{name} is {words}; save it with numpy.savez to a file")
    names = file.read_at(entry.offset + _LOCAL.size, min(name_length + extra_length, 2**17))
    if local[0] != b"PK\3\4" or names[:name_length] != entry.name:
        raise _refuse(f"{name} has another name in its own header")
    size, packed = _widened((size, packed), names[name_length:])
    if (flags, method, crc32, packed, size) != (
        entry.flags,
        entry.method,
        entry.crc32,
        entry.packed,
        entry.size,
    ):
        raise _refuse(f"{name} has other sizes in its own header than in the directory")
    offset = entry.offset + _LOCAL.size + name_length + extra_length
    member = Member(_name(entry), method, crc32, packed, size, entry.offset, offset)
    return _plausible(member, flags)


def _name(entry: _Entry) -> str:
    if not entry.name.isascii() or not entry.name.decode("ascii").isprintable():
        raise _refuse(f"a member is named {shown(entry.name)}; expected plain ASCII")
    return entry.name.decode("ascii")


def _plausible(member: Member, flags: int) -> Member:
    name = shown(member.name)
    if flags & ~HARMLESS_FLAGS:
        raise _refuse(f"{name} has the flags {flags:#06x}")
    if member.method not in (STORED, DEFLATED):
        raise _refuse(f"{name} is packed by method {member.method}; expected stored or deflated")
    if member.method == STORED and member.packed != member.size:
        raise _refuse(f"{name} is stored, yet its two sizes differ")
    return member


def read_directory(file: OpenedFile, limits: Limits = LIMITS) -> dict[str, Member]:
    """Every member by name, in the order of the file. Raises InputRefusedError.

    Nothing is unpacked; what is read is bounded by the limits.
    """
    directory = _find_directory(file)
    if directory.members > limits.members or directory.size > limits.directory:
        raise _refuse(
            f"it has {directory.members} members and a directory of {directory.size} bytes;"
            f" at most {limits.members} and {limits.directory} are allowed"
        )
    entries = _entries(file.read_at(directory.offset, directory.size), directory.members)
    members: dict[str, Member] = {}
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if entry.offset != at:
            raise _refuse(f"there is a gap or an overlap before {shown(entry.name)}")
        member = _member(file, entry, directory.offset)
        if member.name in members:
            raise _refuse(f"{shown(member.name)} occurs twice")
        if member.size > limits.ratio * member.packed + limits.directory:
            raise InputRefusedError(
                f"{shown(member.name)} unpacks {member.packed} bytes to {member.size}; at most"
                f" {limits.ratio} for 1 are allowed: save it with numpy.savez, not compressed"
            )
        members[member.name] = member
        at = member.end
    if at != directory.offset:
        raise _refuse("its members do not reach its directory (truncated, or a gap)")
    return members
