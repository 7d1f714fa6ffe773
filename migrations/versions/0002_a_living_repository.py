"""A living repository: authors, versions, reviews by rules, calls, collections, reuse"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "practice_author",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_author_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_practice_author_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_author")),
        sa.UniqueConstraint("practice_id", "email", name=op.f("uq_practice_author_practice_id")),
    )
    with op.batch_alter_table("practice_author", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_author_token_digest"), ["token_digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_author_user_id"), ["user_id"], unique=False)

    op.create_table(
        "practice_version",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_version_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_version")),
        sa.UniqueConstraint("practice_id", "kind", "number", name=op.f("uq_practice_version_practice_id")),
    )


def downgrade() -> None:
    op.drop_table("practice_version")
    with op.batch_alter_table("practice_author", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_author_user_id"))
        batch_op.drop_index(batch_op.f("ix_practice_author_token_digest"))

    op.drop_table("practice_author")
