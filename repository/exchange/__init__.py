"""Practices in and out of the hub: lines of an import or export, documents on paper, workbooks."""

from repository.exchange.lines import exchange, exported, rows

__all__ = ["exchange", "exported", "rows"]
