"""Names of files as the hub keeps them."""

import pytest

from hub.files.names import MOST_BYTES, clean_name, ending_of

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Report.pdf", "Report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\zuq\\Report.pdf", "Report.pdf"),
        ("/tmp/..", "file"),
        ("a\r\nX-Bad: 1.pdf", "aX-Bad 1.pdf"),
        ('e;vil <b>"|*?.txt', "e;vil b.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("zero\u200bwidth\ufeff\u00ad.pdf", "zerowidth.pdf"),
        ("half\ud800.pdf", "half.pdf"),
        ("nul\x00l.txt", "null.txt"),
        ("CON.pdf", "file CON.pdf"),
        ("con", "file con"),
        ("LPT1.tar.txt", "file LPT1.tar.txt"),
        ("Connection.pdf", "Connection.pdf"),
        ("....", "file"),
        ("", "file"),
        (".pdf", "file.pdf"),
        (" . .pdf", "file.pdf"),
        ("  many   spaces .pdf ", "many spaces.pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
        ("报告.docx", "报告.docx"),
        ("Re\u0301sume\u0301.pdf", "Résumé.pdf"),
    ],
)
def test_a_name_keeps_its_last_part_and_nothing_that_could_be_taken_amiss(given: str, kept: str) -> None:
    assert clean_name(given) == kept
    assert clean_name(kept) == kept, "a clean name stays as it is"


@pytest.mark.parametrize("letter", ["a", "é", "报", "😀", "."])
def test_a_long_name_is_cut_and_keeps_its_ending(letter: str) -> None:
    kept = clean_name(letter * 300 + ".pdf")
    assert kept.endswith(".pdf")
    assert 4 < len(kept.encode()) <= MOST_BYTES


def test_only_short_plain_endings_count() -> None:
    assert [ending_of(name) for name in ("a.PDF", "a.tar.gz", "a", "a.", "a.p df")] == [".PDF", ".gz", "", "", ""]


def test_a_name_of_a_hundred_thousand_letters_is_cut_at_once() -> None:
    assert clean_name("Отчёт " * 20_000 + ".pdf").endswith(".pdf")
    assert len(clean_name("é" * 300_000).encode()) <= MOST_BYTES
