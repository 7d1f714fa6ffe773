"""Running spaces: creating, settings, people, news, blocks on other pages."""

from datetime import timedelta
from typing import Any

from discussions import moderation, operations
from discussions.models import Space, SpaceRole
from hub import clock
from hub.db import db, transaction
from tests.clients import HubClient
from tests.discussions import things
from tests.factories import practice, user

SETTINGS = {
    "title": "New name",
    "description": "For all",
    "access": "members",
    "moderation": "pre",
    "languages": ["en"],
}


def test_the_secretariat_creates_spaces_and_nobody_else(client: HubClient) -> None:
    for role in ("member", "focal_point", "reviewer", "moderator"):
        assert client.as_(user(role)).get("/discussions/new").status_code == 403
    made = client.as_(user("secretariat")).post("/discussions/new", data={**SETTINGS, "title": "Saving lives at sea"})
    assert made.location == "/discussions/saving-lives-at-sea/people"
    space = db.session.query(Space).one()
    assert (space.access, space.moderation, space.languages) == ("members", "pre", ("en",))


def test_moderators_change_their_space_and_members_do_not(client: HubClient) -> None:
    keeper = user("moderator")
    space = things.space(moderators=(keeper,))
    assert client.as_(user()).post(things.address(space, "/settings"), data=SETTINGS).status_code == 403
    assert client.as_(keeper).post(things.address(space, "/settings"), data=SETTINGS).status_code == 302
    db.session.expire_all()
    assert (space.title, space.access) == ("New name", "members")
    wrong = client.as_(keeper).post(things.address(space, "/settings"), data={**SETTINGS, "access": "secret"})
    assert wrong.status_code == 422


def test_an_invitation_does_not_tell_who_has_an_account(client: HubClient, mails: Any) -> None:
    keeper, known = user("moderator"), things.person(email="known@example.org", name="Known Person")
    space = things.space("private", moderators=(keeper,))
    browser, path = client.as_(keeper), things.address(space, "/people")
    answers = []
    for email in ("known@example.org", "nobody@example.org"):
        assert browser.post(path, data={"email": email}).status_code == 302
        answers.append(browser.get(path).text)
    assert "Known Person" not in answers[1]
    rows = [part.split("</tr>")[0] for part in answers[1].split("<tr>") if "body@example" in part or "known@" in part]
    neutral = {row.replace("known@example.org", "X").replace("nobody@example.org", "X") for row in rows}
    assert len({"".join(c for c in row if not c.isdigit()) for row in neutral}) == 1
    assert client.as_(known).get(things.address(space)).status_code == 200
    assert [mail["To"] for mail in mails()] == ["known@example.org"]


def test_nobody_is_mailed_without_end_by_being_invited_again_and_again(client: HubClient, limits_on: None) -> None:
    keeper = user("moderator")
    path = things.address(things.space("private", moderators=(keeper,)), "/people")
    sent = [client.as_(keeper).post(path, data={"email": "one@example.org"}).status_code for _n in range(6)]
    assert sent == [302] * 5 + [429]
    assert client.as_(keeper).post(path, data={"email": "two@example.org"}).status_code == 302


def test_only_the_secretariat_names_moderators(client: HubClient) -> None:
    keeper, known = user("moderator"), user()
    space = things.space(moderators=(keeper,))
    path = things.address(space, "/people")
    client.as_(keeper).post(path, data={"email": known.email, "role": "moderator"})
    assert db.session.query(SpaceRole).filter_by(user_id=known.id).one().role == "member"
    secretariat = client.as_(user("secretariat"))
    assert secretariat.post(path, data={"email": known.email, "role": "moderator"}).status_code == 302
    db.session.expire_all()
    part = db.session.query(SpaceRole).filter_by(user_id=known.id).one()
    assert part.role == "moderator"
    assert secretariat.post(path, data={"email": "no@example.org", "role": "moderator"}).status_code == 422
    assert client.as_(keeper).post(f"{path}/{part.id}/remove").status_code == 403
    assert secretariat.post(f"{path}/{part.id}/remove").status_code == 302
    assert client.as_(known).get("/discussions/queue").status_code == 403


def test_who_is_removed_reads_no_more(client: HubClient) -> None:
    keeper, guest_member = user("moderator"), user()
    space = things.space("private", moderators=(keeper,), members=(guest_member,))
    part = db.session.query(SpaceRole).filter_by(user_id=guest_member.id).one()
    assert client.as_(guest_member).get(things.address(space)).status_code == 200
    client.as_(keeper).post(things.address(space, f"/people/{part.id}/remove"))
    assert client.as_(guest_member).get(things.address(space)).status_code == 404
    foreign = things.space("private", members=(guest_member,)).people[0]
    assert client.as_(keeper).post(things.address(space, f"/people/{foreign.id}/remove")).status_code == 404


def test_authors_hear_what_was_decided_and_nobody_hears_of_their_own_deeds(app: Any, mails: Any) -> None:
    keeper, author, starter = things.person("moderator"), things.person(), things.person()
    thread = things.thread(keeper, things.space("public", "pre", moderators=(keeper,)), "Question")
    approved, rejected = things.post(author, thread, "Good"), things.post(author, thread, "Bad")
    own = things.thread(starter, thread.space, "Mine")
    moderation.approve(keeper, things.first_post(own))
    moderation.approve(keeper, approved)
    moderation.reject(keeper, rejected, reason="off_topic", explanation="Write to the desk")
    moderation.hide(keeper, approved, reason="other", explanation="After all no")
    things.post(starter, own, "My own answer")
    told = [(mail["To"], mail["Subject"]) for mail in mails()]
    assert (starter.email, "Your post in “Mine” is published") in told
    assert (author.email, "Your post in “Question” is published") in told
    assert (author.email, "Your post in “Question” was not published") in told
    assert (author.email, "Your post in “Question” was hidden") in told
    assert keeper.email not in [to for to, _subject in told]
    text = next(mail for mail in mails() if "not published" in mail["Subject"]).get_content()
    assert "Write to the desk" in text and "Off topic" in text and things.address(rejected.thread) in text


def test_the_starter_hears_of_answers_while_they_may_read_them(app: Any, mails: Any, work: Any) -> None:
    secretariat, starter = user("secretariat"), things.person()
    space = things.space("private", members=(starter,))
    thread = things.thread(starter, space, "Question")
    things.post(secretariat, thread, "zuqfirst answer")
    assert [(m["To"], "zuqfirst answer" in m.get_content()) for m in mails()] == [(starter.email, True)]
    things.post(secretariat, thread, "zuqsecond answer")
    part = db.session.query(SpaceRole).one()
    operations.remove(secretariat, space, part)
    assert len(mails()) == 1, "the invitation ended before the second mail left"


def test_blocks_on_other_pages_show_what_the_reader_may_see(client: HubClient) -> None:
    insider, about = user(), practice()
    for access in ("public", "private"):
        space = things.space(access, members=(insider,))
        thread = things.thread(insider, space, f"A {access} talk", objectives=["8"])
        with transaction():
            thread.about_kind, thread.about_id = "practice", about.id
            thread.closes_at = clock.now() + timedelta(days=3)
    for path in ("/", "/objectives/8", f"/practices/{about.slug}"):
        guest, member = client.get(path).text, client.as_(insider).get(path).text
        assert "A public talk" in guest and "A private talk" not in guest, path
        assert "A public talk" in member and "A private talk" in member, path


def test_consultations_show_their_state(client: HubClient) -> None:
    keeper = user("moderator")
    space = things.space(moderators=(keeper,))
    form = {
        "title": "What should we count?",
        "body": "Tell us",
        "language": "en",
        "questions": "Which figure?\nWhose?",
        "closes": "2999-12-31",
        "feeds": "The report",
    }
    made = client.as_(keeper).post(things.address(space, "/new"), data=form)
    page = client.get(made.location).text
    assert "Open until" in page and "2999" in page and "Which figure?" in page and "The report" in page
    assert "Open until" in client.get(things.address(space)).text
    assert "What should we count?" in client.get("/").text
    backwards = client.as_(keeper).post(things.address(space, "/new"), data={**form, "opens": "3000-01-01"})
    assert backwards.status_code == 422 and "before it opens" in backwards.text
    client.as_(user()).post(things.address(space, "/new"), data={**form, "title": "By a member"})
    assert "Open until" not in client.get(things.address(space, "/by-a-member")).text
