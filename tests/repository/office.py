"""Word documents as people send them back: opened, written into, saved."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def row_of(document: Any, key: str) -> Any:
    """The row that asks for a field."""
    rows = (row for table in document.tables for row in table.rows)
    return next(row for row in rows if f"[{key}:" in row.cells[0].text)


def answer(document: Any, key: str, *lines: str) -> Any:
    """Write an answer, a paragraph for each line, in place of what stands there; the cell."""
    cell = row_of(document, key).cells[1]
    for element in list(cell._tc):
        if element.tag.endswith(("}p", "}tbl")):
            cell._tc.remove(element)
    for line in lines or ("",):
        cell.add_paragraph(line)
    return cell


def edited(content: bytes, **answers: str) -> bytes:
    """The document with other answers; two underscores stand for the dot in a key."""
    document = opened(content)
    for key, text in answers.items():
        answer(document, key.replace("__", "."), *text.split("\n"))
    return saved(document)


def put(cell: Any, xml: str) -> None:
    """Put raw XML of a paragraph at the end of a cell; {w} stands for the namespaces."""
    cell._tc.append(parse_xml(xml.replace("{w}", nsdecls("w", "r"))))


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """An archive with each file changed (None: left out), and more files; two underscores stand for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            changed = change(member.filename, old.read(member))
            if changed is not None:
                new.writestr(member.filename, changed)
        for name, added in more.items():
            new.writestr(name.replace("__", "/"), added)
    return out.getvalue()


def etree_of(element: Any) -> bytes:
    """An element as XML, to be read again as a copy."""
    return etree.tostring(element)  # type: ignore[no-any-return]


HYPERLINK = RELATIONSHIP_TYPE.HYPERLINK
TEMPLATE = HYPERLINK.replace("hyperlink", "attachedTemplate")


def upload(content: bytes, name: str) -> dict[str, Any]:
    """The body of a request with one file; the test client itself would leave a large one open on the disk."""
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return {"data": head + content + b"\r\n--edge--\r\n", "content_type": "multipart/form-data; boundary=edge"}
