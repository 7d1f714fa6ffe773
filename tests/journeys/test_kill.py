"""The hub is killed while programs write to it: what it acknowledged is there, and the index agrees."""

from pathlib import Path

from benchmarks import kill


def test_no_acknowledged_write_is_lost_when_the_hub_is_killed(tmp_path: Path) -> None:
    """`make kill` does the same two hundred times."""
    ledger, killed, lost, differences = kill.measure(5, tmp_path)
    assert sum(killed.values()) == 5
    assert ledger.acknowledged > 5
    assert (lost, differences, ledger.errors) == ([], [], [])
