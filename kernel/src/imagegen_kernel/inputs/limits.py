"""How much an input may ask for, whatever it says about itself."""

from dataclasses import dataclass

KIB, MIB, GIB = 2**10, 2**20, 2**30


@dataclass(frozen=True)
class Limits:
    """Bounds that hold where no ruleset narrows them further. Sizes in bytes."""

    images: int = 200_000
    #: Longest side of an image in pixels.
    side: int = 2_048
    #: Pixels of a whole input: 50,000 images of 256×256 are 9.8 GB, of 512×512 39 GB.
    pixels: int = 64 * GIB
    #: Members of an archive of arrays, and the room its directory takes.
    members: int = 8
    directory: int = 64 * KIB
    #: An .npy header; NumPy's own are 128 bytes.
    header: int = 4_096
    #: Unpacked bytes for each packed one. Photographs reach 3, drawn digits 10, a bomb 1,030.
    ratio: int = 100
    #: Arrays that are read whole: labels, statistics, features.
    array: int = 4 * GIB
    #: What a PNG may weigh above its bare pixels.
    png_overhead: int = 64 * KIB


LIMITS = Limits()


@dataclass(frozen=True)
class Wanted:
    """What a ruleset asks for. None: whatever the input has, within the limits."""

    count: int | None = None
    #: Height, width, channels.
    shape: tuple[int, int, int] | None = None
    #: Number of classes that labels may name.
    classes: int | None = None


ANYTHING = Wanted()
