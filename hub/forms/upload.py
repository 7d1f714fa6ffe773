"""A form that asks for one file."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from hub.errors import Invalid


class Upload:
    """Reads the file of a request, and keeps what is wrong with it to be shown beside the field."""

    name = "file"
    id = "f-file"

    def __init__(self) -> None:
        self.messages: list[str] = []

    def sent(self) -> FileStorage:
        """The file, which has a name. Raises Invalid where none was chosen."""
        file = request.files.get(self.name)
        if file is None or not file.filename:
            raise Invalid({self.name: [_("Choose a file first.")]})
        return file

    def read(self, most: int) -> tuple[str, bytes]:
        """The name and the content; one byte more than `most` where it is longer. Raises Invalid."""
        file = self.sent()
        return file.filename or "", file.stream.read(most + 1)

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Keep what is raised inside of the file."""
        try:
            yield
        except Invalid as error:
            self.messages = [entry["message"] for entry in error.flat()]

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """(id of the field, its label, message) for the summary on top."""
        return [(self.id, _("The file"), message) for message in self.messages]

    @property
    def status(self) -> int:
        return 422 if self.messages else 200
