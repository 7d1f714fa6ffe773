"""Whom the secretariat might invite, why, and who is kept out."""

import re
from typing import Any

import pytest

from hub.auth.operations import create_token
from hub.db import db, transaction
from repository import operations
from repository.models import Practice, PracticeAuthor
from repository.operations.reviewing import obstacle_to, suggestions
from tests.clients import HubClient
from tests.experts.factories import expert
from tests.factories import practice, review, user
from tests.hub.test_query_counts import statements
from tests.repository.reviewing import reviewer


@pytest.fixture
def screened(app: Any) -> Practice:
    submitter = user("focal_point", country="TZ", organization="Ministry of Labour")
    return practice(
        "screening", submitter=submitter, language="fr", countries=["KE"], objectives_primary=["8"],
        objectives_secondary=["9"], partners=[{"name": "Save the  Rivers", "category": "civil-society"}],
        focal_point={"name": "Contact", "email": "contact@example.org", "role": None},
    )  # fmt: skip


def names(found: list[Any]) -> list[str]:
    return [one.reviewer.name for one in found]


def test_reasons_are_told_in_words_and_the_best_come_first(screened: Practice) -> None:
    knowing = reviewer(name="Knowing", country="JP")
    expert("verified", knowing, objectives=["8", "9"], languages=[{"code": "fr", "level": "C1"}],
           experience_countries=["UG"], visibility="hidden")  # fmt: skip
    local = reviewer(name="Local", country="BR")
    expert("verified", local, objectives=["1"], experience_countries=["KE"], languages=[{"code": "en", "level": "C1"}])
    reviewer(name="Unknown", country="NO")
    found = suggestions(screened).ranked
    assert names(found) == ["Knowing", "Local", "Unknown"]
    assert found[0].reasons == [
        "Knows the subject: 8 Save lives", "Knows the subject: 9 Counter smuggling", "Reads French",
        "Knows Eastern Africa", "No open review", "Brings balance: no other reviewer is from Asia",
    ]  # fmt: skip
    assert "Knows Kenya" in found[1].reasons


def test_reviews_in_hand_weigh_down(screened: Practice) -> None:
    busy, free = reviewer(name="A busy one"), reviewer(name="B free one")
    review(practice("under_review"), reviewer=busy)
    review(practice("declined"), reviewer=free)
    found = suggestions(screened).ranked
    assert names(found) == ["B free one", "A busy one"]
    assert "1 open review" in found[1].reasons and "No open review" in found[0].reasons


def test_those_who_would_meet_the_rules_come_first_and_bring_balance(screened: Practice) -> None:
    for number in range(3):
        reviewer(name=f"European {number}", country="NO")
    reviewer(name="Pacific", country="FJ")
    reviewer(name="United", un=True, country="DK")
    found = suggestions(screened).ranked
    assert names([one for one in found if one.fits]) == ["United", "Pacific", "European 0"]
    operations.invite(user("secretariat"), screened, found[1].reviewer)
    again = suggestions(screened).ranked
    assert names([one for one in again if one.fits]) == ["United", "European 0"]
    assert not any("Oceania" in reason for one in again for reason in one.reasons)


def test_the_same_question_has_the_same_answer(screened: Practice) -> None:
    for number in range(5):
        reviewer(name="Namesake", country=("NO", "JP")[number % 2])
    first = [one.reviewer.id for one in suggestions(screened).ranked]
    assert all([one.reviewer.id for one in suggestions(screened).ranked] == first for _n in range(3))


@pytest.mark.parametrize(
    ("special", "why"),
    [
        ({"organization": "  MINISTRY of labour"}, "Ministry of Labour"),
        ({"organization": "save the rivers"}, "Save the  Rivers"),
        ({"country": "TZ"}, "whose government submits"),
        ({"email": "contact@example.org"}, "contact person"),
        ({"confirmed_at": None}, "not in the pool"),
    ],
)
def test_nobody_with_a_conflict_is_suggested_or_can_be_invited(
    screened: Practice, client: HubClient, special: dict[str, Any], why: str
) -> None:
    person = reviewer(name="Conflicted One", **special)
    found = suggestions(screened)
    assert names(found.ranked) == []
    assert [(one.name, why in reason) for one, reason in found.left_out] == [("Conflicted One", True)]
    secretariat = user("secretariat")
    desk = client.api(create_token(secretariat, label="test", scope="write"))
    refused = desk.post(f"/practices/{screened.slug}/reviews", json={"reviewer": person.email})
    assert refused.status_code == 409 and why in refused.json["detail"]
    page = client.as_(secretariat).post(f"/practices/{screened.slug}/reviewers", data={"reviewer": [person.id]},
                                        follow_redirects=True)  # fmt: skip
    assert "is not invited" in page.text
    assert screened.current_reviews == []


def test_what_people_say_in_their_profiles_counts_too(screened: Practice) -> None:
    person = reviewer(organization="Freelance")
    expert("verified", person, organization="Save the Rivers", visibility="hidden")
    assert "Save the" in (obstacle_to(screened, person) or "")


def test_a_profile_that_was_withdrawn_tells_nothing(screened: Practice) -> None:
    person = reviewer()
    expert("withdrawn", person, objectives=["8"])
    assert not any("subject" in reason for one in suggestions(screened).ranked for reason in one.reasons)


def test_co_authors_and_their_organizations_and_governments_count_like_the_submitter(screened: Practice) -> None:
    second = user("member", category="member-state", country="NO", organization="Second Ministry")
    with transaction():
        screened.authors.append(PracticeAuthor(email=second.email, user_id=second.id))
    assert "government" in (obstacle_to(screened, reviewer(country="NO")) or "")
    assert "Second Ministry" in (obstacle_to(screened, reviewer(country="JP", organization="second ministry")) or "")
    author = reviewer(country="JP")
    with transaction():
        screened.authors.append(PracticeAuthor(email=author.email, user_id=author.id))
    assert "own submission" in (obstacle_to(screened, author) or "")


def test_the_country_of_somebody_who_is_no_government_keeps_nobody_out(app: Any) -> None:
    made = practice("screening", submitter=user("member", category="academia", country="NO"))
    assert obstacle_to(made, reviewer(country="NO")) is None


def test_a_conflict_that_was_declared_once_keeps_the_person_out_in_every_round(screened: Practice) -> None:
    person = reviewer()
    review(screened, "conflicted", reviewer=person)
    with transaction():
        screened.round += 1
    assert "declared" in (obstacle_to(screened, person) or "")


def test_suggestions_are_for_the_secretariat_alone(screened: Practice, client: HubClient) -> None:
    person = reviewer(name="Only for the desk")
    address = f"/practices/{screened.slug}/suggestions"
    tokens = {role: create_token(user(role), label="t", scope="read") for role in ("member", "reviewer", "secretariat")}
    assert screened.submitter is not None
    tokens["submitter"] = create_token(screened.submitter, label="t", scope="read")
    told = {role: client.api(token).get(address) for role, token in tokens.items()}
    assert {role: answer.status_code for role, answer in told.items()} == {
        "member": 403, "reviewer": 403, "submitter": 403, "secretariat": 200
    }  # fmt: skip
    assert told["secretariat"].json["items"][0]["reviewer"] == person.email


def test_the_desk_asks_no_more_of_the_database_when_more_people_could_be_invited(
    screened: Practice, client: HubClient
) -> None:
    desk, path = client.as_(user("secretariat")), f"/practices/{screened.slug}/desk"

    def asked() -> int:
        desk.get(path)  # what the frame of pages keeps, such as the number of things that wait, is counted now
        db.session.remove()
        with statements() as ran:
            assert desk.get(path).status_code == 200
        return len(ran)

    for country in ("NO", "JP", "TZ"):
        expert("verified", reviewer(country=country), objectives=["8"])
    before = asked()
    for country in ("NO", "JP", "TZ", "BR", "FJ", "TZ"):
        expert("verified", reviewer(country=country), objectives=["8"])
    assert asked() == before


def test_a_desk_with_many_reviewers_stays_short_and_anybody_else_is_invited_by_address(
    screened: Practice, client: HubClient
) -> None:
    people = [reviewer(name=f"Person {n:02}") for n in range(30)]
    desk, path = client.as_(user("secretariat")), f"/practices/{screened.slug}"
    page = desk.get(f"{path}/desk").text
    assert page.count('name="reviewer"') == 12 and "18 more people" in page
    last = people[-1]
    for address, told in (("nobody@example.org", "Nobody with this e-mail"), (last.email, "One reviewer is invited.")):
        answer = desk.post(f"{path}/reviewers", data={"email": address}, follow_redirects=True)
        assert told in answer.text
        assert answer.request.url.endswith("/desk"), "the message stands on top"
    assert [review.reviewer_id for review in screened.current_reviews] == [last.id]
    assert "tick the box of each" in desk.post(f"{path}/reviewers", data={}, follow_redirects=True).text
    assert desk.post(f"{path}/reviewers", data={"reviewer": ["99999999999"]}).status_code == 404


def test_the_main_button_of_the_desk_is_that_of_the_next_step(screened: Practice, client: HubClient) -> None:
    desk, submitted = client.as_(user("secretariat")), practice("submitted")
    before = desk.get(f"/practices/{submitted.slug}/desk").text
    assert "Start screening to invite reviewers." in before and main_buttons(before) == ["Start screening"]
    people, path = [reviewer(un=True), reviewer(), reviewer()], f"/practices/{screened.slug}"
    page = desk.get(f"{path}/desk").text
    assert main_buttons(page) == ["Invite"]
    assert page.index('id="invite"') < page.index('id="reviewers"') < page.index("<h2>Decide</h2>")
    desk.post(f"{path}/reviewers", data={"reviewer": [person.id for person in people]})
    page = desk.get(f"{path}/desk").text
    assert main_buttons(page) == ["Send to review"] and "Start screening to" not in page


def main_buttons(page: str) -> list[str]:
    return re.findall(r'class="btn primary"[^>]*>([^<]*)<', page.split("<main")[1])


def test_once_enough_are_invited_one_message_and_the_main_button_lead_on(screened: Practice, client: HubClient) -> None:
    people, path = [reviewer(un=True), reviewer(), reviewer()], f"/practices/{screened.slug}"
    desk = client.as_(user("secretariat"))
    first = desk.post(f"{path}/reviewers", data={"reviewer": people[0].id}, follow_redirects=True).text
    assert "One reviewer is invited." in first and "Next:" not in first and "Send to review" not in first
    rest = {"reviewer": [person.id for person in people[1:]]}
    page = desk.post(f"{path}/reviewers", data=rest, follow_redirects=True).text
    assert "2 reviewers are invited. Next: send the practice to review." in page
    assert page.count("Send to review</button>") == 1
    assert page.split('id="reviewers"')[1].split("</section>")[0].count("Send to review</button>") == 1


@pytest.mark.parametrize("called", ["IOM", "OIM", "international organization for migration (IOM)"])
def test_an_organization_is_the_same_under_all_its_names(app: Any, called: str) -> None:
    made = practice("screening", partners=[{"name": "International Organization for Migration", "category": None}])
    assert obstacle_to(made, reviewer(organization=called))
    assert obstacle_to(made, reviewer(organization="UNHCR")) is None
