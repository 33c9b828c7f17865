"""XML walked through element by element, with line numbers and none of XML's dangers.

A DOCTYPE, entities and references to other files are refused by defusedxml (its parser is told to
stop at the first of them); depth, length and number of attributes are bounded here. No tree is
built: what is large stays small.
"""

import xml.sax
from typing import Protocol
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

import defusedxml
from defusedxml.expatreader import DefusedExpatParser

from flowviz.errors import ImportFileError
from flowviz.importers.limits import CELL_CHARACTERS

_DEPTH = 64
_ATTRIBUTES = 100
_CHUNK_BYTES = 2**18


class Walker(Protocol):
    """Who is told of each element; names come without the prefix of their namespace."""

    def begin(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Enter an element."""

    def end(self, name: str, text: str) -> None:
        """Leave an element, with the text that stood directly in it."""


def walk(data: bytes, walker: Walker) -> None:
    """Walk through a document.

    Raises
    ------
    ImportFileError
        When it is no XML, or has what an honest graph has no need of.
    """
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(_Handler(walker, parser))
    try:
        for start in range(0, len(data), _CHUNK_BYTES):
            parser.feed(data[start : start + _CHUNK_BYTES])
        parser.close()
    except defusedxml.DTDForbidden:
        raise ImportFileError(
            "The file has a DOCTYPE, by which a reader can be made to fetch things; it is not read."
        ) from None
    except defusedxml.DefusedXmlException:
        raise ImportFileError("The file defines entities of its own; it is not read.") from None
    except xml.sax.SAXParseException as error:
        raise ImportFileError(
            f"The file is no sound XML: line {error.getLineNumber()}, {error.getMessage()}."
        ) from None


class _Handler(ContentHandler):
    def __init__(self, walker: Walker, place: Locator) -> None:
        super().__init__()
        self._walker = walker
        self._place = place
        self._texts: list[list[str]] = []
        self._lengths: list[int] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        if len(self._texts) >= _DEPTH:
            raise ImportFileError(f"The elements of the file are nested over {_DEPTH} deep.")
        if len(attrs) > _ATTRIBUTES:
            raise ImportFileError(f"An element of the file has over {_ATTRIBUTES} attributes.")
        self._texts.append([])
        self._lengths.append(0)
        given = {key: value[:CELL_CHARACTERS] for key, value in attrs.items()}
        self._walker.begin(_bare(name), given, self._place.getLineNumber() or 0)

    def characters(self, content: str) -> None:
        room = CELL_CHARACTERS - self._lengths[-1]
        if room > 0:
            self._texts[-1].append(content[:room])
            self._lengths[-1] += len(content)

    def endElement(self, name: str) -> None:
        self._lengths.pop()
        self._walker.end(_bare(name), "".join(self._texts.pop()).strip())


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
