"""A Word file opened: a zip archive of XML parts from anywhere, unpacked only as far as it is safe to.

Pictures, fonts and embedded files are never unpacked, so a draft may hold as many as it likes.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from attribcheck.reading.nodes import FaultInFile

if TYPE_CHECKING:
    from docx.document import Document

# Far above any article. Measured: a million tags take 370 MB of memory and four seconds; 50 MB of XML with
# fewer tags takes less.
MAX_UNPACKED = 50_000_000
MAX_TAGS = 1_000_000
# A draft with 500 photographs has about 600.
MAX_MEMBERS = 5_000

_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = "Open it in Word and save it again, or ask for a new copy."
_LONG = "Split it into documents of one article each."
_UNSAFE = "Open it only if you know where it comes from; copy the text into a new document."
# All that Word and its like ever write. Others (bzip2, LZMA) unpack in steps that cannot be bounded.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_STEP = 1 << 16
# A declaration of entities; the standard allows none in any part (ECMA-376, part 2, annex on XML usage).
_DECLARATIONS = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"))
_MISSING = re.compile(r"There is no item named '(?P<part>[^']{1,200})'")


def open_word(data: bytes) -> Document:
    """The document in the bytes of a .docx file. Raises `FaultInFile`."""
    safe = _repacked(_Archive(data).parts())
    # python-docx trusts its input: what a damaged package makes it raise is whatever the broken line happens to hit.
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        document = docx.Document(safe)
        body = document.element.find("{*}body")
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError, RuntimeError) as error:
        raise _unopened(error) from None
    except (PythonDocxError, OpcError, LxmlError) as error:
        raise _unopened(error) from None
    if body is None:
        raise _fault("The document has no body.", _DAMAGED)
    return document


def related_part(document: Document, kind: str) -> Any:
    """The root element of the part that is related to the document as `kind`; None if there is none.

    `kind` is one of docx.opc.constants.RELATIONSHIP_TYPE. Raises `FaultInFile`.
    """
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml
    from lxml.etree import LxmlError

    for relation in (*document.part.rels.values(), *document.part.package.rels.values()):
        if relation.reltype != kind or relation.is_external:
            continue
        part = relation.target_part
        if isinstance(part, XmlPart):
            return part.element
        try:
            return parse_xml(part.blob)
        except (LxmlError, ValueError) as error:
            raise _unopened(error) from None
    return None


class _Archive:
    """The zip archive, looked over before anything is unpacked."""

    def __init__(self, data: bytes) -> None:
        if not data:
            raise _fault("The file is empty.", "Write an article, or remove the file.")
        if data.startswith(_OLD_FORMAT):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise _locked()
            raise _fault("The file is in Word's format of before 2007 (.doc).", "Save it as a Word document (.docx).")
        try:
            self.zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError, struct.error):
            raise _fault(
                "The file is no Word document (.docx): it is no zip archive, or a damaged one.", _DAMAGED
            ) from None
        self.members = {member.filename: member for member in self.zip.infolist()}

    def parts(self) -> dict[str, bytes]:
        """What each member holds, by its name; nothing for what is not XML."""
        if "[Content_Types].xml" not in self.members:
            raise _fault(
                "The file is a zip archive and no Word document: the part [Content_Types].xml is missing.", _DAMAGED
            )
        if len(self.members) > MAX_MEMBERS:
            raise _fault(f"The document holds more than {MAX_MEMBERS:,} parts.", _UNSAFE)
        read = [member for name, member in self.members.items() if _is_xml(name)]
        if any(member.flag_bits & 1 for member in read):
            raise _locked()
        if sum(member.file_size for member in read) > MAX_UNPACKED:
            raise _too_large()
        found = dict.fromkeys(self.members, b"")
        left, tags = MAX_UNPACKED, 0
        for member in read:
            found[member.filename] = self._unpack(member, left)
            left -= len(found[member.filename])
            tags += found[member.filename].count(b"<")
        if tags > MAX_TAGS:
            raise _fault(f"The document holds more than {MAX_TAGS:,} tags.", _LONG)
        return found

    def _unpack(self, member: zipfile.ZipInfo, most: int) -> bytes:
        if member.compress_type not in _METHODS:
            raise _fault(f"The part {member.filename} is packed in a way that Word does not use.", _DAMAGED)
        data = bytearray()
        try:
            with self.zip.open(member) as packed:
                while step := packed.read(_STEP):
                    data += step
                    # The directory may say less than the member unpacks to.
                    if len(data) > most:
                        raise _too_large()
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, struct.error):
            raise _fault(f"The part {member.filename} is damaged.", _DAMAGED) from None
        if any(declaration in data for declaration in _DECLARATIONS):
            raise _fault(f"The part {member.filename} declares entities, which no Word document does.", _UNSAFE)
        return bytes(data)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _repacked(parts: dict[str, bytes]) -> BytesIO:
    """The parts as an archive that is safe to unpack, which is all that python-docx opens."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    stream.seek(0)
    return stream


def _unopened(error: Exception) -> FaultInFile:
    """The fault behind what python-docx raised; its own words hold addresses in memory and are not for people."""
    message = str(error)
    missing = _MISSING.search(message)
    if missing:
        return _fault(f"The document refers to the part {missing['part']}, which is missing.", _DAMAGED)
    if "is not a Word file" in message:
        return _fault(
            "The file is no plain Word document: a template, one with macros, or another program's file.",
            "Save it as a Word document (.docx).",
        )
    if "no relationship of type" in message:
        return _fault(
            "The document does not say which of its parts holds the text.",
            "Save it as a Word document (.docx), not as 'Strict Open XML'.",
        )
    return _fault("The document is damaged and cannot be read.", _DAMAGED)


def _locked() -> FaultInFile:
    return _fault("The document is locked with a password.", "Save a copy without the password.")


def _too_large() -> FaultInFile:
    return _fault(f"The document's text unpacks to more than {MAX_UNPACKED // 1_000_000} MB.", _LONG)


def _fault(message: str, fix: str) -> FaultInFile:
    return FaultInFile(message, fix=fix, before="")
