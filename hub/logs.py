"""Where long-running processes say what went wrong: on standard error, with the time."""

import logging


def to_stderr() -> None:
    """Show warnings and errors."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
