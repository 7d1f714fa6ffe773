"""LibreOffice at work on a document: it opens, types, tracks changes and saves, told by a macro in its own language."""

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice")
SAVED = Path(__file__).with_name("saved_by_libreoffice.docx")
"""A form of the hub after `clear`, for machines without LibreOffice; `test_libreoffice.py` says how it was made."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LIBRARY = (
    f'{_HEAD}<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Clearing"/>'
    "</library:library>"
)
_MODULE = (
    f'{_HEAD}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Clearing" '
    'script:language="StarBasic">\n{code}\n</script:module>'
)
_CODE = """
Sub Replace(document, before As String, after As String)
  change = document.createReplaceDescriptor()
  change.SearchString = before
  change.ReplaceString = after
  document.replaceAll(change)
End Sub

Sub Clear(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim word(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  document.RecordChanges = True
  Replace(document, "It helped.", "It helped 25 people.")
  document.RecordChanges = False
  Replace(document, "Trained officers", "Trained border officers")
  Replace(document, "Tanzania", "Kenya; Uganda")
  search = document.createSearchDescriptor()
  search.SearchString = "[key_lessons:"
  asked = document.findFirst(search)
  answer = asked.TextTable.getCellByName("B" &amp; Mid(asked.Cell.CellName, 2))
  cursor = answer.createTextCursor()
  answer.insertString(cursor, "What took ", False)
  cursor.CharWeight = com.sun.star.awt.FontWeight.BOLD
  answer.insertString(cursor, "time", False)
  answer.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  cursor.CharWeight = com.sun.star.awt.FontWeight.NORMAL
  answer.insertString(cursor, "A second paragraph.", False)
  word(0).Name = "FilterName"
  word(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, word())
  document.close(True)
End Sub
"""


def clear(content: bytes, folder: Path) -> bytes:
    """The document as a ministry might send it back from LibreOffice."""
    source, target, profile = folder / "before.docx", folder / "after.docx", folder / "profile"
    source.write_bytes(content)
    _run(profile, "--terminate_after_init")  # makes the profile, in which the macro then has a place
    standard = profile / "user" / "basic" / "Standard"
    (standard / "script.xlb").write_text(_LIBRARY)
    (standard / "Clearing.xba").write_text(_MODULE.replace("{code}", _CODE))
    _run(profile, f'macro:///Standard.Clearing.Clear("{source.as_uri()}","{target.as_uri()}")')
    return target.read_bytes()


def converted(content: bytes, folder: Path, *endings: str) -> bytes:
    """A document of the last of these formats, opened and saved in one format after the other."""
    path = folder / f"letter.{endings[-1]}"
    path.write_bytes(content)
    for number, ending in enumerate(endings):
        _run(folder / "profile", "--convert-to", ending, "--outdir", str(folder / str(number)), str(path))
        path = folder / str(number) / f"letter.{ending}"
    return path.read_bytes()


def _run(profile: Path, *arguments: str) -> None:
    assert SOFFICE is not None
    command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
