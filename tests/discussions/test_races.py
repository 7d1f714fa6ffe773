"""People who write and decide at the same moment: nothing is lost, doubled or miscounted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask

from discussions import moderation, operations
from discussions.models import Post, Thread
from hub.auth.models import User
from hub.db import db
from hub.errors import Conflict
from hub.moderation.models import LogEntry
from tests.discussions import things
from tests.factories import user


def at_once(app: Flask, jobs: list[Callable[[], Any]]) -> list[Any]:
    """Run jobs in threads of their own; each gives its result, or the refusal that it met."""

    def run(job: Callable[[], Any]) -> Any:
        with app.app_context():
            try:
                return job()
            except Conflict as refusal:
                return refusal
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_posts_written_at_once_get_numbers_of_their_own_and_are_all_counted(app: Flask) -> None:
    writers = [user().id for _n in range(6)]
    thread = things.thread(user(), things.space())
    thread_id = thread.id

    def write(writer: int) -> Callable[[], None]:
        def job() -> None:
            for n in range(3):
                writing, within = db.session.get_one(User, writer), db.session.get_one(Thread, thread_id)
                operations.answer(writing, within, {"body": f"Post {n}"})

        return job

    assert at_once(app, [write(writer) for writer in writers]) == [None] * 6
    db.session.expire_all()
    numbers = [post.number for post in db.session.query(Post).order_by(Post.number)]
    assert numbers == list(range(1, 20))
    assert (thread.last_number, thread.post_count, thread.space.post_count, thread.space.thread_count) == (
        19,
        19,
        19,
        1,
    )


def test_of_moderators_who_decide_at_once_one_decides(app: Flask) -> None:
    keepers = [user("secretariat").id for _n in range(4)]
    thread = things.thread(user("secretariat"), things.space("public", "pre"))
    post_id = things.post(user(), thread).id

    def decide(keeper: int, decision: str) -> Callable[[], str]:
        def job() -> str:
            values = {"reason": "other", "explanation": "No"} if decision == "reject" else {}
            deciding, post = db.session.get_one(User, keeper), db.session.get_one(Post, post_id)
            return moderation.decide(deciding, post, decision, values).state

        return job

    jobs = [decide(keeper, decision) for keeper, decision in zip(keepers, ("approve", "reject") * 2, strict=True)]
    results = at_once(app, jobs)
    assert sum(isinstance(result, Conflict) for result in results) == 3
    db.session.expire_all()
    assert db.session.get_one(Post, post_id).state in results
    assert db.session.query(LogEntry).count() == 1
    assert thread.post_count == 1 + (db.session.get_one(Post, post_id).state == "visible")
