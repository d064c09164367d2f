"""From a file's bytes to its characters."""

from __future__ import annotations

import codecs

from attribcheck.reading.nodes import FaultInFile

_FIX = "Save the file as UTF-8."

# UTF-32's little-endian mark begins with UTF-16's, so it is looked for first.
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


def decode(data: bytes) -> str:
    """The characters of a file in UTF-8 (with or without a byte order mark) or UTF-16 (with one).

    The mark is dropped and line ends stay as they are. Raises `FaultInFile` for anything else;
    its offset counts the characters before the bad byte, and its `before` holds them.
    """
    if data.startswith(_UTF_32):
        raise FaultInFile("The file is in UTF-32, which cannot be read here.", fix=_FIX, before="")
    mark, codec, name = next((found for found in _MARKS if data.startswith(found[0])), (b"", "utf-8", "UTF-8"))
    body = data[len(mark) :]
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(codec)
        byte, position = body[error.start], error.start + len(mark)
        raise FaultInFile(
            f"The file is not valid {name}: byte 0x{byte:02X} at byte offset {position} cannot be read.",
            len(before),
            fix=_FIX,
            before=before,
        ) from None


# As many bytes of a file as tell what it is.
HEAD = 65_536


def head(data: bytes) -> str:
    """The characters of a file, or of its first bytes, for a first look at what it is.

    Nothing is raised: what is broken or cut through becomes U+FFFD.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if wide else "utf-8-sig", "replace")
