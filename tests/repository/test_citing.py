"""Other programs read how a practice is cited: title, authors, year and address, whatever stands in them."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyld import jsonld

from hub.db import transaction
from hub.schemas import Text
from repository import operations
from repository.citations import Citation, apa
from repository.citations.bibtex import bibtex
from repository.citations.csl import csl
from repository.citations.ris import ris
from repository.models import Practice
from tests.clients import HubClient
from tests.factories import practice, user

pytestmark = pytest.mark.one_database

TITLES = (
    "Plain words about a plain practice",
    r"50% of $x_1^2 & ~ \textbf{bold} #1 {odd",
    "Braces } that { close --- before ''they'' open``",
    'Quoted "words" and </script><script>alert(1)</script>',
    "رسم خرائط مهارات المغتربين @misc{x, title = {y}}",
    "移民数据 – données, сбор данных\N{LINE SEPARATOR}second line ER  - TY",
    "Emoji 👩🏽‍🌾 and combining e\N{COMBINING ACUTE ACCENT} {}{}{",
)
NAMES = ("Ministry of Labour, Family and Social Affairs", "Smith and Sons {Ltd}", "وزارة الهجرة", "R&D 100% \\ Co.")
SPACES = {"ˆ": "^"}
"""What the decoder of LaTeX makes of a circumflex that stands alone."""


def said(text: str) -> str:
    """A text without what formats may lay out otherwise: spaces."""
    return " ".join(text.translate(str.maketrans(SPACES)).split())


def citation(
    title: str, authors: tuple[str, ...] = NAMES, at: datetime | None = datetime(2024, 3, 5, tzinfo=UTC)
) -> Citation:
    return Citation(
        "a-key-1", said(title), tuple(said(name) for name in authors), at, 2, "http://localhost/practices/a-key-1", "fr"
    )


def from_bibtex(text: str) -> dict[str, Any]:
    library = bibtexparser.parse_string(
        text, append_middleware=[SeparateCoAuthors(), LatexDecodingMiddleware(keep_math_mode=False)]
    )
    assert library.failed_blocks == [] and len(library.blocks) == 1
    fields = {name: field.value for name, field in library.entries[0].fields_dict.items()}
    bare = LatexDecodingMiddleware(keep_math_mode=False)
    authors = [bare._transform_python_value_string(name)[0] for name in fields.get("author", [])]
    return {"title": fields["title"], "authors": authors, "year": fields.get("year", ""), "url": fields["url"]}


def from_ris(text: str) -> dict[str, Any]:
    (entry,) = rispy.loads(text)
    return {
        "title": entry["title"],
        "authors": entry.get("authors", []),
        "year": entry.get("year", ""),
        "url": entry["urls"][0],
    }


def from_csl(text: str) -> dict[str, Any]:
    """As citeproc writes it in the Harvard style: what is asked for must stand in the line, in order."""
    (item,) = json.loads(text)
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), CiteProcJSON([item]), formatter.plain
    )
    bibliography.register(Cited([CitationItem(item["id"])]))
    line = str(bibliography.bibliography()[0])
    authors = [name["literal"] for name in item.get("author", [])]
    assert said(item["URL"]) in line and (not authors or said(authors[0]) in said(line))
    year = str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""
    assert year in line
    return {"title": item["title"], "authors": authors, "year": year, "url": item["URL"]}


READERS = ((bibtex, from_bibtex), (ris, from_ris), (csl, from_csl))


def check(cited: Citation) -> None:
    for write, read in READERS:
        found = read(write(cited))
        assert said(found["title"]) == said(cited.title), write.__name__
        assert [said(name) for name in found["authors"]] == [said(name) for name in cited.authors], write.__name__
        assert (found["year"], found["url"]) == (cited.year, cited.url), write.__name__


@pytest.mark.parametrize("title", TITLES)
def test_other_programs_read_the_same_title_authors_year_and_address(title: str) -> None:
    check(citation(title))


def test_a_citation_may_lack_authors_or_a_date() -> None:
    check(citation(TITLES[0], ()))
    check(citation(TITLES[0], at=None))
    check(citation(TITLES[0], tuple(f"Office number {n}" for n in range(20))))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(
    st.text(st.characters(codec="utf-8"), min_size=10, max_size=80), st.text(st.characters(codec="utf-8"), min_size=1)
)
@example("\\\\{}$$^^~~--''``%%&&##__", "{")
def test_whatever_a_title_is_made_of_other_programs_read_it(title: str, name: str) -> None:
    field = Text("Title")
    cleaned, author = field.deserialize(title), field.deserialize(name)
    if cleaned and author:
        check(citation(cleaned, (author,)))


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        (citation("How to count", ("Office",)), "Office. (2024). How to count (Version 2). Migration Network Hub. "),
        (citation("Who counts?", ("A", "B Ltd.")), "A & B Ltd. (2024). Who counts? (Version 2). "),
        (citation("T", ("A", "B", "C")), "A, B, & C. (2024). T (Version 2). Migration Network Hub. "),
        (citation("T", ("A",), None), "A. (n.d.). T (Version 2). Migration Network Hub. "),
        (citation("T", ()), "T (Version 2). (2024). Migration Network Hub. "),
    ],
)
def test_a_reference_follows_the_style(cited: Citation, text: str) -> None:
    assert str(apa.reference(cited)).startswith(text)
    assert str(apa.reference(cited)).endswith(". http://localhost/practices/a-key-1")


CONTEXT = {"@context": {"@vocab": "http://schema.org/", "url": {"@type": "@id"}, "isBasedOn": {"@type": "@id"}}}


def offline(address: str, _options: Any) -> dict[str, Any]:
    assert address in ("https://schema.org", "https://schema.org/")
    return {"contextUrl": None, "documentUrl": address, "document": CONTEXT, "contentType": "application/ld+json"}


def triples(document: Any) -> dict[str, Any]:
    """What the document says of the practice, expanded."""
    (expanded,) = jsonld.expand(document, {"documentLoader": offline})
    return {key.removeprefix("http://schema.org/"): value for key, value in expanded.items()}


def value(found: list[dict[str, Any]]) -> Any:
    return found[0].get("@value", found[0].get("@id"))


@pytest.mark.parametrize("title", TITLES)
def test_json_ld_in_the_page_and_beside_it_says_the_same(client: HubClient, title: str) -> None:
    made = practice(title=title, countries=["KE"], partners=[{"name": TITLES[3], "category": None}],
                    lead_organizations=[{"name": name, "category": None} for name in NAMES])  # fmt: skip
    page = client.get(f"/practices/{made.slug}").text
    (in_page,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert "<" not in in_page and "\N{LINE SEPARATOR}" not in in_page
    beside = client.get(f"/practices/{made.slug}/jsonld")
    assert beside.mimetype == "application/ld+json"
    assert json.loads(in_page) == beside.json
    found = triples(beside.json)
    assert found["@type"] == ["http://schema.org/Report"]
    assert value(found["name"]) == said(made.title) == " ".join(title.split())
    assert [value(each["http://schema.org/name"]) for each in found["author"]] == list(NAMES)
    assert value(found["datePublished"]) == made.published_at.date().isoformat()
    assert value(found["url"]) == f"http://localhost/practices/{made.slug}"
    assert client.get(value(found["url"])).status_code == 200
    jsonld.to_rdf(beside.json, {"documentLoader": offline})


def test_files_come_with_their_type_and_name_and_lead_back(client: HubClient) -> None:
    made = practice()
    expected = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems",
                "json": "application/vnd.citationstyles.csl+json"}  # fmt: skip
    page = client.get(f"/practices/{made.slug}").text
    for (name, mimetype), (_write, read) in zip(expected.items(), READERS, strict=True):
        address = f"/practices/{made.slug}/cite.{name}"
        answer = client.get(address)
        assert f'href="{address}"' in page
        assert answer.mimetype == mimetype
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{made.slug}.{name}"'
        assert read(answer.text)["title"] == made.title
    told = client.get(f"/api/v1/practices/{made.slug}").json["cite"]
    assert {name: client.get(address).status_code for name, address in told.items()} == dict.fromkeys(
        ("bibtex", "ris", "csl_json", "json_ld"), 200
    )
    assert client.get(f"/practices/{made.slug}/cite.doc").status_code == 404


def test_a_version_is_cited_as_it_was_and_leads_to_itself(client: HubClient) -> None:
    made = practice(title="The first title that it had")
    operations.edit(user("secretariat"), made, {"title": "The second title that it had"})
    path = f"/practices/{made.slug}"
    for query, title, tail in (("", "The second", ""), ("?version=1", "The first", "/versions/1"),
                               ("?version=2", "The second", "/versions/2")):  # fmt: skip
        for name, (_write, read) in zip(("bib", "ris", "json"), READERS, strict=True):
            found = read(client.get(f"{path}/cite.{name}{query}").text)
            assert (found["title"], found["url"]) == (f"{title} title that it had", f"http://localhost{path}{tail}")
    assert client.get(f"{path}/cite.bib?version=3").status_code == 404
    assert client.get(f"{path}/cite.bib?version={10**30}").status_code == 404
    assert f"{path}/cite.bib?version=1" in client.get(f"{path}/versions/1").text


@pytest.mark.parametrize("status", ["draft", "under_review", "declined", "archived"])
def test_what_is_not_public_is_not_cited(client: HubClient, status: str) -> None:
    made = practice(status)
    tails = ("cite.bib", "cite.ris", "cite.json", "jsonld", "cite.bib?version=1")
    for person in (None, made.submitter, user("secretariat")):
        who = client.as_(person)
        for tail in tails:
            answer = who.get(f"/practices/{made.slug}/{tail}")
            assert answer.status_code in (404, 410)
        assert "application/ld+json" not in who.get(f"/practices/{made.slug}").text


def test_no_citation_tells_the_contact_person(client: HubClient) -> None:
    made = practice(focal_point={"name": "Canary", "email": "canary@example.org", "role": "Canary"})
    for tail in ("", "/cite.bib", "/cite.ris", "/cite.json", "/jsonld"):
        assert "anary" not in client.as_(made.submitter).get(f"/practices/{made.slug}{tail}").text.replace(
            made.submitter.name, ""
        )


def test_json_ld_names_what_a_practice_is_based_on(client: HubClient) -> None:
    origin, retold = practice(), practice()
    values = {"organization": "Office", "countries": ["KE"], "start_year": 2023, "changed": "C", "result": "R",
              "language": "en", "retold": retold.slug}  # fmt: skip
    one = operations.tell_adaptation(retold.submitter, origin, values)  # type: ignore[arg-type]
    operations.step_adaptation(user("secretariat"), one, "public")
    address = f"http://localhost/practices/{origin.slug}"
    assert [item["@id"] for item in triples(client.get(f"/practices/{retold.slug}/jsonld").json)["isBasedOn"]] == [
        address
    ]
    with transaction():
        db_origin: Practice = one.practice
        db_origin.status = "archived"
    assert "isBasedOn" not in client.get(f"/practices/{retold.slug}/jsonld").json
