"""The one error of reading what a stranger made, and how foreign text is shown in it."""

#: Characters of a foreign name that a message repeats.
LONGEST_SHOWN = 60


class InputRefusedError(Exception):
    """An input is not what was asked for; the message says what was found and expected."""


def shown(text: str | bytes) -> str:
    """Foreign text for a message: quoted, ASCII alone, cut; it can neither format nor flood."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "backslashreplace")
    quoted = ascii(text[:LONGEST_SHOWN])
    return quoted if len(text) <= LONGEST_SHOWN else f"{quoted}..."
