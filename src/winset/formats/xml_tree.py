"""XML from strangers as a plain tree with line numbers: no entities, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from winset.formats.foreign_file import ForeignFile


@dataclass
class Node:
    """An element: its tag, attributes, children, the line it begins on, and its own text."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands between its tags, without that of elements below, stripped."""
        return "".join(self.pieces).strip()

    def get(self, name: str) -> str | None:
        """Return an attribute's text, None if it is absent."""
        return self.attributes.get(name)

    def descendants(self, tag: str) -> Iterator[Node]:
        """Yield all elements below with this tag, in the order of the file."""
        waiting = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            if node.tag == tag:
                yield node
            waiting.extend(reversed(node.children))

    def named(self, tag: str) -> list[Node]:
        """Return the elements directly below with this tag."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> Node | None:
        """Return the first element below with this tag, None if there is none."""
        return next(self.descendants(tag), None)


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.top = Node("", {}, 0)
        self._open = [self.top]
        self._where: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        self._where = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        line = (self._where.getLineNumber() or 0) if self._where else 0
        node = Node(name, dict(attrs.items()), line)
        self._open[-1].children.append(node)
        self._open.append(node)

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].pieces.append(content)


def read_xml(file: ForeignFile) -> Node:
    """Parse a file, refusing malformed XML, entities and external references by name."""
    from xml.sax import SAXException, SAXParseException

    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import create_parser

    builder, content = _Builder(), file.content()
    parser = create_parser()
    parser.setContentHandler(builder)
    builder.setDocumentLocator(parser)  # feeding, unlike parsing a file, does not set it
    try:
        parser.feed(content)
        parser.close()
    except DefusedXmlException as error:
        file.refuse(
            "xml-entity",
            "the file declares an entity or an external reference, which could exhaust memory "
            "or read other files",
            "Replace the entities by their text and drop the DOCTYPE.",
            value=type(error).__name__,
        )
    except SAXParseException as error:
        file.refuse(
            "xml-malformed",
            f"not well-formed XML: {error.getMessage()}",
            "Correct the XML at this line.",
            line=error.getLineNumber(),
        )
    except (SAXException, ValueError, LookupError) as error:
        file.refuse("xml-malformed", f"not readable as XML: {error}", "Save it as UTF-8 XML.")
    return builder.top.children[0]
