"""The index holds what was written last, whoever writes, reads, rebuilds or is killed meanwhile."""

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest

from hub.search.engines import Document, EngineBusy, open_engine
from hub.search.engines.whoosh import engine as whoosh_engine
from tests.hub.search.library import document, engine_with, found, search

ROOT = Path(__file__).parents[3]
STABLE = range(1, 6)
"""Documents that every commit of the writing process renews together."""
WRITER = """
import sys
from tests.hub.search.library import document, open_engine
engine, number = open_engine("whoosh", sys.argv[1]), int(sys.argv[2])
while True:
    print("written", number, flush=True)
    number += 1
    engine.replace(
        [document(id_, f"round {number}", "lorem ipsum " * 20) for id_ in (1, 2, 3, 4, 5, 100 + number)],
        [("practice", 100 + number - 3)],
    )
"""
REBUILDER = """
import sys
from time import sleep
from tests.hub.search.library import document, open_engine
from hub.search.engines.whoosh import writing
writing.SEGMENT = 10
def slowly():
    for number in range(1, 1000):
        if number % 10 == 0:
            print(number, flush=True)
            sleep(0.01)
        yield document(number, "new")
open_engine("whoosh", sys.argv[1]).rebuild(slowly())
"""


def process(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore", "-c", script, *map(str, arguments)]
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    _next_line(started)
    return started


def _next_line(running: subprocess.Popen[str]) -> str:
    assert running.stdout is not None
    line = running.stdout.readline()
    assert line, "the process ended"
    return line


def kill(running: subprocess.Popen[str]) -> None:
    running.send_signal(signal.SIGKILL)
    running.communicate()


def indexes(folder: Path) -> list[Path]:
    return [*folder.glob("index-*")]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    documents = [document(number, f"title {number}") for number in range(5)]
    engine = engine_with(tmp_path, documents)
    before = set(engine.fingerprints())
    engine.replace(documents, [("practice", 77)])
    assert set(engine.fingerprints()) == before == {(one.key, one.fingerprint) for one in documents}
    assert search(engine, "title").total == 5


def test_the_last_of_several_versions_counts(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [document(1, "first"), document(1, "second")])
    engine.replace(iter([document(1, "third"), document(2, "other")]), iter([("practice", 9)]))
    assert found(engine, "first OR second") == []
    assert found(engine, "third") == [1]
    engine.replace([], [("practice", 1)])
    assert found(engine, "") == [2]
    engine.replace([], [])
    engine.replace([], [("practice", 2)])
    assert found(engine, "") == []


def test_kinds_do_not_mix_up_their_identifiers(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [document(1, "one"), document(1, "one", kind="post")])
    engine.replace([], [("practice", 1)])
    assert [key for key, _ in engine.fingerprints()] == [("post", 1)]


def test_a_fingerprint_changes_with_any_content_and_with_nothing_else() -> None:
    one = document(1, "t", "b", country="KE UG")
    same = document(1, "t", "b", country="UG KE")
    others = [
        document(2, "t", "b", country="KE UG"),
        document(1, "t", "b", country="KE"),
        document(1, "T", "b", country="KE UG"),
        document(1, "t", "b", country="KE UG", names="n"),
        document(1, "t", "b", country="KE UG", audience=frozenset({"member"})),
        document(1, "t", "b", country="KE UG", language="fr"),
    ]
    assert one.fingerprint == same.fingerprint
    assert len({one.fingerprint, *(other.fingerprint for other in others)}) == 7


def test_many_small_commits_are_merged_and_nothing_is_lost(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [])
    for number in range(1, 81):
        engine.replace([document(number, f"n{number}", "human rights", country="KE")], [("practice", number - 40)])
    left = set(range(41, 81))
    assert {key[1] for key, _ in engine.fingerprints()} == left
    results = search(engine, '"human rights"', limit=100)
    assert {hit.key[1] for hit in results.hits} == left
    assert results.facets == {"country": {"KE": 40}}
    assert found(engine, "n55") == [55]
    assert len([*indexes(tmp_path)[0].glob("*.seg")]) < 20


def test_a_rebuild_replaces_everything(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [document(1, "old")])
    assert engine.rebuild(document(number, "new") for number in range(2, 5)) == 3
    assert set(found(engine, "")) == {2, 3, 4}
    assert len(indexes(tmp_path)) == 1
    assert engine.rebuild([]) == 0
    assert engine.healthy() is None


def test_readers_notice_no_rebuild(tmp_path: Path) -> None:
    library = [document(number, f"title {number}", "text " * 30) for number in range(60)]
    engine = engine_with(tmp_path, library)
    totals: list[object] = []
    stop = Event()

    def read() -> None:
        reader = open_engine("whoosh", tmp_path)
        while not stop.is_set():
            try:
                totals.append(search(reader, "title").total)
            except Exception as error:
                totals.append(error)

    threads = [Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(6):
        engine.rebuild(iter(library))
        engine.replace(library[:3])
    stop.set()
    for thread in threads:
        thread.join()
    assert set(totals) == {60}


def test_what_changes_during_a_rebuild_is_in_the_new_index(tmp_path: Path) -> None:
    engine, other = (
        engine_with(tmp_path, [document(1, "old"), document(2, "old")]),
        open_engine("whoosh", tmp_path),
    )

    def documents() -> Iterator[Document]:
        yield from (document(1, "old"), document(2, "old"))
        other.replace([document(1, "renewed"), document(3, "added")], [("practice", 2)])
        assert found(other, "renewed") == [1]

    assert engine.rebuild(documents()) == 2
    assert set(found(other, "")) == {1, 3}
    assert found(other, "renewed") == [1]


def test_a_rebuild_that_fails_leaves_the_live_index(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [document(1, "old")])

    def broken() -> Iterator[Document]:
        yield document(2, "new")
        raise LookupError

    with pytest.raises(LookupError):
        engine.rebuild(broken())
    assert found(engine, "") == [1]
    assert len(indexes(tmp_path)) == 1


def test_a_rebuild_that_is_killed_leaves_the_live_index_and_is_cleaned_up_later(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [document(1, "old")])
    rebuilder = process(REBUILDER, tmp_path)
    with pytest.raises(EngineBusy):
        engine.rebuild([])
    kill(rebuilder)
    assert found(engine, "") == [1]
    assert len(indexes(tmp_path)) == 2
    engine.replace([document(2, "more")])
    assert engine.rebuild([document(1, "old"), document(2, "more")]) == 2
    assert len(indexes(tmp_path)) == 1


def test_killed_writers_leave_a_whole_index(tmp_path: Path) -> None:
    chance, number = random.Random(4), 0
    reader = engine_with(tmp_path, [document(id_, "round 0") for id_ in STABLE])
    for _ in range(8):
        writer = process(WRITER, tmp_path, number)
        for _ in range(chance.randrange(3)):
            _next_line(writer)
        sleep(chance.uniform(0.0, 0.03))
        kill(writer)
        for engine in (reader, open_engine("whoosh", tmp_path)):
            assert engine.healthy() is None
            rounds = _rounds(engine)
            assert len(rounds) == 1
        number = rounds.pop()
    assert number > 0
    reader.replace([document(1, "afterwards")])
    assert found(reader, "afterwards") == [1]


def _rounds(engine: object) -> set[int]:
    """The rounds that the documents written together belong to: one, if commits are whole."""
    held = dict(engine.fingerprints())  # type: ignore[attr-defined]
    newest = max(id_ for _, id_ in held) - 100 if max(id_ for _, id_ in held) > 100 else 0
    expected = {document(id_, f"round {newest}", "lorem ipsum " * 20 if newest else "").fingerprint for id_ in STABLE}
    return {newest} if {held["practice", id_] for id_ in STABLE} == expected else {newest, -1}


def test_another_process_is_seen_at_the_next_search(tmp_path: Path) -> None:
    reader = engine_with(tmp_path, [document(id_, "round 0") for id_ in STABLE])
    writer = process(WRITER, tmp_path, 0)
    seen = []
    while not seen or seen[-1] < 115:
        results = search(reader, "round", limit=100)
        assert len(results.hits) == results.total >= len(STABLE)
        seen.append(max(hit.key[1] for hit in results.hits))
    kill(writer)
    assert seen == sorted(seen)


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [])
    writer = process(WRITER, tmp_path, 0)
    for number in range(10):
        engine.replace([document(1000 + number, "ours")])
    kill(writer)
    assert search(engine, "ours").total == 10


def test_a_writer_waits_for_the_lock_but_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_with(tmp_path, [document(1)])
    folder = whoosh_engine.Folder(tmp_path)
    with folder.locked("write", wait=0):
        monkeypatch.setattr(whoosh_engine, "WAIT", 0.1)
        with pytest.raises(EngineBusy):
            engine.replace([document(2)])
        monkeypatch.setattr(whoosh_engine, "WAIT", 10.0)
        thread = Thread(target=engine.replace, args=([document(3)],))
        thread.start()
        sleep(0.1)
    thread.join()
    assert set(found(engine, "")) == {1, 3}


def test_an_index_of_another_format_waits_for_a_rebuild(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [document(1)])
    indexes(tmp_path)[0].rename(tmp_path / "index-0-old")
    (tmp_path / "live").write_text("index-0-old")
    assert "hub index rebuild" in (engine.healthy() or "")
    assert found(engine, "") == []
    engine.replace([document(2)])
    assert engine.rebuild([document(1), document(2)]) == 2
    assert engine.healthy() is None


def test_damaged_files_are_noticed(tmp_path: Path) -> None:
    engine_with(tmp_path, [document(1)])
    for path in indexes(tmp_path)[0].glob("*.seg"):
        path.write_bytes(b"damaged")
    assert "hub index rebuild" in (open_engine("whoosh", tmp_path).healthy() or "")


def test_a_closed_engine_opens_again(tmp_path: Path) -> None:
    engine = engine_with(tmp_path, [document(1)])
    engine.close()
    assert found(engine, "") == [1]


def test_an_unknown_engine_names_the_choices(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="whoosh"):
        open_engine("altavista", tmp_path)
