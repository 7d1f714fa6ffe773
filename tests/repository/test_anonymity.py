"""No way leads a submitter to the name, the address or the organization of a reviewer."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from unicodedata import normalize
from zipfile import ZipFile

import pytest
from flask import Flask

from hub.auth.actors import GUEST
from hub.auth.models import User
from hub.auth.operations import create_token
from hub.db import db, transaction
from hub.errors import Conflict, Invalid
from repository import operations, queries
from repository.exchange import rows
from repository.models import Practice, PracticeAuthor
from repository.models.review import in_drawn_order
from repository.operations.reviewing import for_submitter
from repository.operations.reviewing.anonymity import naming
from repository.schemas import RulesSchema, rules_as_values
from repository.workflow import LETTERS, STATES
from tests.clients import HubClient
from tests.factories import practice, user
from tests.repository.reviewing import ABLE, Scene, give, reviewer

POINT = [{"field": "summary", "text": "Give a figure."}]
DONE = [{"number": 1, "state": "done", "answer": "It stands there now."}]


class Journey:
    """A practice on its way, with six reviewers who do all that reviewers can do.

    Everybody and everything is asked for anew at each use: requests that are refused leave nothing in the session.
    """

    def __init__(self) -> None:
        submitter, co_author = user("focal_point", **ABLE), user(**ABLE)
        reviewers = [
            reviewer(un=n < 2, name=f"Canary{n} Finch{n}", email=f"canary{n}@birds{n}.example.org",
                     organization=f"Aviary{n} Trust", country=country)
            for n, country in enumerate(("NO", "JP", "BR", "FJ", "CA", "EG"))
        ]  # fmt: skip
        made = practice("draft", submitter=submitter)
        with transaction():
            made.authors.append(PracticeAuthor(email=co_author.email, user_id=co_author.id))
        self.made_id, self.path = made.id, f"/practices/{made.slug}"
        people = (submitter, co_author, user("secretariat", **ABLE), *reviewers)
        self.ids = [person.id for person in people]
        self.signs = [sign.lower() for person in reviewers
                      for sign in (*person.name.split(), person.email, str(person.organization))]  # fmt: skip
        """What would tell a reviewer."""

    @property
    def people(self) -> list[User]:
        return [db.session.get_one(User, number) for number in self.ids]

    @property
    def submitter(self) -> User:
        return self.people[0]

    @property
    def co_author(self) -> User:
        return self.people[1]

    @property
    def secretariat(self) -> User:
        return self.people[2]

    @property
    def reviewers(self) -> list[User]:
        return self.people[3:]

    @property
    def made(self) -> Practice:
        return db.session.get_one(Practice, self.made_id)

    def go(self, actor: User, to: str, **more: Any) -> str:
        operations.move(actor, self.made, to, **more)
        return to

    def review(self, n: int) -> Any:
        return next(r for r in self.made.current_reviews if r.reviewer_id == self.reviewers[n].id)

    def steps(self) -> Iterator[str]:
        """Bring it to publication and into the archive; after each yield it is somewhere new."""
        yield self.go(self.submitter, "submitted")
        self.go(self.secretariat, "screening")
        for n in (0, 2, 3):
            operations.invite(self.secretariat, self.made, self.reviewers[n])
        operations.refuse(self.reviewers[3], self.review(3), {"reason": "conflict", "comment": "I, Canary3, am in it."})
        operations.invite(self.secretariat, self.made, self.reviewers[4])
        yield "screening, one stepped back"
        self.go(self.secretariat, "under_review")
        give(self.review(0), "approve", "Good.")
        give(self.review(2), "decline", "Not good.")
        operations.declare(self.reviewers[4], self.review(4), conflict=None)
        operations.keep_review(self.reviewers[4], self.review(4), {"comment": "Kept by Canary4 Finch4"})
        yield "two reviews disagree, one is kept"
        give(self.review(4), "changes", "Better it.")
        operations.invite(self.secretariat, self.made, self.reviewers[5])
        give(self.review(5), "changes", "Better it, too.")
        yield "all in"
        yield self.go(self.secretariat, "changes_requested", points=POINT)
        operations.answer_points(self.submitter, self.made, DONE)
        yield self.go(self.submitter, "submitted")
        self.go(self.secretariat, "screening")
        yield self.go(self.secretariat, "under_review")
        for n in (0, 2, 4):
            give(self.review(n), "approve", "Good now.")
        operations.refuse(self.reviewers[5], self.review(5), {"reason": "busy", "suggestion": "Canary1 Finch1"})
        yield self.go(self.secretariat, "approved")
        yield self.go(self.secretariat, "published")
        yield self.go(self.secretariat, "update_requested", comment="Is it still running?")
        yield self.go(self.secretariat, "archived", comment="It ended.")


def addresses(app: Flask, journey: Journey) -> list[str]:
    """Every address that can be read without knowing more than the practice, and every review by its number."""
    numbers = [{"review_id": review.id} for review in journey.made.reviews]
    letters = [{"slug": journey.made.slug, "number": n} for n in range(1, 4)]
    decisions = [{"slug": journey.made.slug, "step_name": name} for name in LETTERS]
    known: list[dict[str, Any]] = [{}, {"slug": journey.made.slug}, *numbers, *letters, *decisions]
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not rule.endpoint.startswith(("repository", "pages", "search")):
            continue
        found += [app.url_for(rule.endpoint, **values) for values in known if rule.arguments == values.keys()]
    return found


def said(answer: Any) -> str:
    """What an answer holds; of an office document all its parts, its properties too."""
    if not answer.data.startswith(b"PK"):
        return str(answer.data.decode("utf-8", "replace"))
    with ZipFile(BytesIO(answer.data)) as archive:
        return "\n".join(f"{name} {archive.read(name).decode('utf-8', 'replace')}" for name in archive.namelist())


def refused(browser: HubClient, api: Any, journey: Journey) -> list[str]:
    """What is answered to whoever tries what is not theirs."""
    tried = [
        *(browser.post(f"{journey.path}/transitions", data={"to": state}) for state in STATES if state != "submitted"),
        browser.post(f"{journey.path}/reviewers", data={"reviewer": [journey.reviewers[1].id]}),
        api.post(f"{journey.path}/reviews", json={"reviewer": journey.reviewers[1].email}),
    ]
    for review in journey.made.reviews:
        tried += [browser.post(f"/practices/reviews/{review.id}{tail}", data={"reason": "busy", "interest": "none"})
                  for tail in ("", "/refusal", "/declaration", "/withdraw")]  # fmt: skip
        tried += [api.put(f"/practices/reviews/{review.id}", json={})]
    return [said(answer) for answer in tried]


@pytest.mark.one_database
def test_the_whole_view_of_authors_and_the_public_holds_no_reviewer_in_any_state(
    app: Flask, client: HubClient, mails: Any
) -> None:
    journey = Journey()
    authors = journey.people[:2]
    browsers = [*(client.as_(person) for person in authors), client]
    apis = [client.api(create_token(person, label="t", scope="write")) for person in authors]
    for state in journey.steps():
        decided = state in ("approved", "published", "update_requested", "archived")
        for n, browser in enumerate(browsers if decided else browsers[:1]):
            found = addresses(app, journey)
            seen = [said(browser.get(address)) for address in found if "/api/" not in address]
            for api in apis[n : n + 1] or [client.api("")]:
                seen += [said(api.get(address.removeprefix("/api/v1"))) for address in found if "/api/" in address]
                seen += refused(browser, api, journey)
            text = "\n".join(seen).lower()
            assert [sign for sign in journey.signs if sign in text] == [], (state, n)
            assert ("good now." in text) == (decided and n < 2), "authors read the reviews, once it is decided"
        assert [sign for sign in journey.signs if sign in str(list(rows(GUEST, everything=False))).lower()] == []
    own = {person.email for person in journey.people[:2]}
    told = [str(mail.items()) + mail.get_content() for mail in mails() if mail["To"] in own]
    assert len(told) > 15
    assert [sign for sign in journey.signs if sign in "\n".join(told).lower()] == []


def test_the_test_above_would_find_a_reviewer(app: Flask, client: HubClient) -> None:
    journey = Journey()
    steps = journey.steps()
    while next(steps) != "all in":
        pass
    desk = client.as_(journey.secretariat).get(f"{journey.path}/desk").text.lower()
    assert "canary4" in desk and "i, canary3, am in it." in desk


def test_reviews_come_in_an_order_that_tells_nothing(app: Any) -> None:
    """Not by name, number, or time: over some practices, each place is held by each reviewer now and then."""
    people = [reviewer(un=True), reviewer(), reviewer()]
    secretariat = user("secretariat")
    first = set()
    for _n in range(12):
        made = practice("draft")
        assert made.submitter is not None
        operations.move(made.submitter, made, "submitted")
        operations.move(secretariat, made, "screening")
        for person in people:
            operations.invite(secretariat, made, person)
        operations.move(secretariat, made, "under_review")
        for review in made.current_reviews:
            give(review)
        operations.move(secretariat, made, "approved")
        shown = for_submitter(made)
        assert shown == in_drawn_order(reversed(shown)), "the same whenever it is looked at"
        first.add(shown[0].reviewer_id)
    assert len(first) > 1


def test_what_the_submitter_reads_of_a_review_has_no_number_and_no_time(app: Any, client: HubClient) -> None:
    scene = Scene()
    scene.all_give("approve", "approve", "approve")
    scene.decide("approved")
    api = client.api(create_token(scene.submitter, label="t", scope="read"))
    for one in api.get(f"/practices/{scene.practice.slug}/reviews").json["items"]:
        assert one.keys() == {"round", "scores", "comment", "reviewer"}
        assert one["reviewer"] is None


def test_reviewing_leaves_no_trace_on_the_practice_itself(app: Any) -> None:
    """Its version and its time are shown to the submitter, who could tell from them when somebody was invited."""
    scene = Scene()
    before = (scene.practice.version, scene.practice.updated_at)
    operations.refuse(scene.reviewers[0], scene.review_of(scene.reviewers[0]), {"reason": "busy"})
    operations.invite(scene.secretariat, scene.practice, reviewer(un=True))
    give(scene.review_of(scene.reviewers[1]))
    assert (scene.practice.version, scene.practice.updated_at) == before


@pytest.mark.parametrize("name", ["Ada  Lovelace (invented)", "ada lovelace"])
def test_a_reviewer_who_signs_is_asked_to_take_the_name_out(app: Any, client: HubClient, name: str) -> None:
    scene = Scene()
    with transaction():
        scene.reviewers[0].name = name
    mine = scene.review_of(scene.reviewers[0])
    for comment in ("Best wishes, Ada Lovelace", f"Write to {mine.reviewer.email.upper()}."):
        with pytest.raises(Invalid) as refused:
            give(mine, comment=comment)
        assert list(refused.value.errors) == ["comment"]
        assert mine.state == "declared"
    give(mine, comment="The lace of Ada is quoted without need, and adalovelace.example is no source.")


INES, TOMASZ, KWAME = "Inês Carvalho Duarte", "Tomasz Wiśniewski", "Kwame Asante-Boateng"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "written"),
    [
        *((INES, text) for text in (
            INES, "Ines Carvalho Duarte", normalize("NFD", INES), "Inês Duarte", "INES DUARTE")),
        *((TOMASZ, text) for text in (
            "Tomasz Wisniewski", "Wiśniewski, Tomasz", "Dr. Wiśniewski", "_Tomasz Wiśniewski_", "tomasz wisniewski",
            "Tomasz\u200bWiśniewski", "Wiś\u200bniewski", "Wiś**niew**ski’s", "Tomasz\xa0J. Wiśniewski")),
        *((KWAME, text) for text in (
            "Kwame Asante Boateng", "Kwame Asante\u2011Boateng", "Kwame *Asante-Boateng*", "kwame asante-boateng")),
        ("Łucja Đurić", "lucja duric"),
        ("Dr. Wei (Anna) Li", "Li Wei"),
        ("محمد الأحمدي", "الاحمدي"),
        ("Ada Lovelace", "a_da@example.org"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(app: Any, name: str, written: str) -> None:
    person = reviewer(name=name, email="a_da@example.org")
    assert naming(practice(), {"comment": f"I agree with {written}, who knows."}, [person]) == ["comment"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Maria Young", "Young people say so, and Maria in Peru."),
        ("Ali Jordan", "As it was done in Jordan."),
        ("Wei Li", "Li is a unit of length."),
        ("Grace Hopper", "Grace is a hopper of grain."),
        ("Tomasz Wiśniewski", "Ask Tomasz."),
        ("Suharto", "Suharto wrote it."),
    ],
)
def test_words_that_are_also_names_may_be_written(app: Any, name: str, text: str) -> None:
    made = practice(summary="Work for the young.")
    assert naming(made, {"comment": text}, [reviewer(name=name)]) == []


def test_a_reviewer_names_no_other_reviewer_of_the_practice(app: Any) -> None:
    scene = Scene()
    with transaction():
        scene.reviewers[1].name = KWAME
    operations.refuse(scene.reviewers[1], scene.review_of(scene.reviewers[1]), {"reason": "busy"})
    mine = scene.review_of(scene.reviewers[0])
    with pytest.raises(Invalid) as refused:
        give(mine, comment="I agree with Kwame Asante-Boateng, who reviews this practice as well.")
    assert list(refused.value.errors) == ["comment"]
    assert not any("Kwame" in message for message in refused.value.errors["comment"]), "it is not said which name"
    give(mine, comment="I agree with what another one may say.")


def test_whoever_is_named_in_a_review_that_is_in_is_not_invited_to_the_same_round(app: Any) -> None:
    scene = Scene()
    give(scene.review_of(scene.reviewers[0]), comment="Ask Kwame Asante-Boateng.")
    with pytest.raises(Conflict):
        operations.invite(scene.secretariat, scene.practice, reviewer(name=KWAME))
    operations.invite(scene.secretariat, scene.practice, reviewer(name=TOMASZ))


def test_a_letter_that_is_composed_names_no_reviewer_either(app: Any) -> None:
    """A reviewer may have another name since."""
    scene = Scene()
    scene.all_give("approve", "approve", "approve")
    with transaction():
        scene.review_of(scene.reviewers[0]).comment = "As Kwame Asante-Boateng says."
        scene.reviewers[1].name = KWAME
    with pytest.raises(Invalid) as refused:
        scene.decide("approved")
    assert list(refused.value.errors) == ["letter"]
    scene.decide("approved", letter="We approve it.")


def test_no_letter_point_or_comment_of_the_secretariat_names_a_reviewer(app: Any) -> None:
    scene = Scene()
    with transaction():
        scene.reviewers[1].name = "Grace Hopper"
    scene.all_give("changes", "changes", "changes")
    named = "As Grace Hopper says, it is too long."
    for more in ({"letter": named, "comment": "Too long."}, {"comment": named}, {"points": [{"text": named}]}):
        with pytest.raises(Invalid):
            scene.decide("changes_requested", **more)
    scene.decide("declined", "Too long for Grace, says one.")


def naming_rules(secretariat: User) -> None:
    values = rules_as_values(queries.rules_in_force()) | {"naming_allowed": True}
    operations.set_rules(secretariat, RulesSchema().load({name: values[name] for name in RulesSchema().fields}))


def test_a_reviewer_is_named_only_where_the_rules_and_the_reviewer_allow_it(app: Any, client: HubClient) -> None:
    naming_rules(user("secretariat"))
    scene = Scene()
    willing, other, third = scene.reviewers
    browser = client.as_(willing)
    mine = scene.review_of(willing)
    assert 'name="named"' not in client.as_(other).get(f"/practices/reviews/{mine.id}").text
    browser.post(f"/practices/reviews/{mine.id}/declaration", data={"interest": "none"})
    form = browser.get(f"/practices/reviews/{mine.id}").text
    assert 'name="named"' in form and "checked" not in form.split('name="named"')[1].split(">")[0]
    give(mine)
    with transaction():
        mine.named = True
    give(scene.review_of(other))
    give(scene.review_of(third))
    scene.decide("approved")
    seen = client.as_(scene.submitter).get(f"/practices/{scene.practice.slug}/status").text
    assert willing.name in seen and not {other.name, third.name} & set(re.findall(r"Reviewer \d+", seen))


def test_without_such_a_rule_nobody_is_named_however_willing(app: Any, client: HubClient) -> None:
    scene = Scene()
    scene.all_give("approve", "approve", "approve")
    with transaction():
        scene.review_of(scene.reviewers[0]).named = True
    scene.decide("approved")
    assert (
        scene.reviewers[0].name not in client.as_(scene.submitter).get(f"/practices/{scene.practice.slug}/status").text
    )


def test_a_colleague_who_wrote_the_practice_is_an_author_like_others(app: Any, client: HubClient) -> None:
    author, colleague = user("secretariat"), user("secretariat")
    made = practice("screening", submitter=author)
    person = reviewer(name="Hidden From Authors")
    review = operations.invite(colleague, made, person)
    path = f"/practices/{made.slug}"
    for address in (f"{path}/desk", f"/practices/reviews/{review.id}", f"{path}/status", f"/api/v1{path}/reviews",
                    f"/api/v1{path}/suggestions"):  # fmt: skip
        assert person.name not in client.as_(author).get(address).text
    assert person.name in client.as_(colleague).get(f"/practices/{made.slug}/desk").text
