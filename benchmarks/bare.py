"""The yardstick: a bare Flask page of one row, read by SQLAlchemy and rendered by Jinja in a layout.

Served by gunicorn with the settings of `hub.serving`; imports nothing of the hub.
"""

import os
from pathlib import Path

from flask import Flask, render_template
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of the one model."""


db = SQLAlchemy(model_class=Base)

PARAGRAPH = "People move, and those who govern how they move learn from one another. "


class Note(db.Model):  # type: ignore[name-defined]
    """One row."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]


def create_app() -> Flask:
    """The application, with its database of one row in the folder that BARE_FOLDER names."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{Path(os.environ['BARE_FOLDER']).resolve() / 'bare.sqlite3'}"
    db.init_app(app)
    with app.app_context():
        db.create_all()
        if db.session.get(Note, 1) is None:
            db.session.add(Note(id=1, title="A note", body=PARAGRAPH * 6))
            db.session.commit()
        db.engine.dispose()

    @app.get("/notes/<int:note_id>")
    def show(note_id: int) -> str:
        return render_template("note.html", note=db.get_or_404(Note, note_id))

    return app
