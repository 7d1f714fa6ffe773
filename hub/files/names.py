"""Names of files that every system can keep and every header can carry."""

import re
import unicodedata

MOST_BYTES = 180
"""Of a name as UTF-8: file systems take 255, and browsers add to it."""
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control characters, changes of direction, what has no width, and halves of characters."""
_FORBIDDEN = re.compile(r'["<>|:*?]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$", re.IGNORECASE)
"""Names of devices, which Windows takes for them whatever the ending."""
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}$")


def clean_name(name: str) -> str:
    """The last part of a path, without anything that a file system or a header could take amiss; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    last = " ".join(_FORBIDDEN.sub("", _UNSEEN.sub("", last)).split()).rstrip(" .")
    ending = ending_of(last)
    stem = last.removesuffix(ending).strip(" .")[:MOST_BYTES]
    if not stem or _RESERVED.match(stem.partition(".")[0].rstrip()):
        stem = f"file {stem}".rstrip()
    while len(f"{stem}{ending}".encode()) > MOST_BYTES:
        stem = stem[:-1].rstrip(" .")
    return stem + ending


def ending_of(name: str) -> str:
    """The ending of a name with its dot, or ""."""
    found = _ENDING.search(name)
    return found.group() if found else ""
