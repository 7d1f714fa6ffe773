"""A living repository: authors, versions, reviews by rules, calls, collections, reuse"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "canned_reason",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.String(length=30), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_reason")),
        sa.UniqueConstraint("key", name=op.f("uq_canned_reason_key")),
    )
    op.create_table(
        "link_check",
        sa.Column("url_digest", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_check")),
        sa.UniqueConstraint("url_digest", name=op.f("uq_link_check_url_digest")),
    )
    with op.batch_alter_table("link_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_check_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_check_heard_at"), ["heard_at"], unique=False)

    op.create_table(
        "practice_call",
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("sought", sa.Text(), nullable=False),
        sa.Column("html", sa.JSON(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("takes_late", sa.Boolean(), nullable=False),
        sa.Column("reminded_for", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_call")),
        sa.UniqueConstraint("slug", name=op.f("uq_practice_call_slug")),
    )
    with op.batch_alter_table("practice_call", schema=None) as batch_op:
        batch_op.create_index("ix_practice_call_open", ["status", "closes_at"], unique=False)

    op.create_table(
        "practice_collection",
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_collection")),
        sa.UniqueConstraint("slug", name=op.f("uq_practice_collection_slug")),
    )
    with op.batch_alter_table("practice_collection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_collection_status"), ["status"], unique=False)

    op.create_table(
        "organization_difference",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["one_id"], ["organization.id"], name=op.f("fk_organization_difference_one_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["organization.id"], name=op.f("fk_organization_difference_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_difference")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_organization_difference_one_id")),
    )
    with op.batch_alter_table("organization_difference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_difference_other_id"), ["other_id"], unique=False)

    op.create_table(
        "organization_name",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("initials", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("is_tentative", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_name_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_name")),
        sa.UniqueConstraint("key", name=op.f("uq_organization_name_key")),
    )
    with op.batch_alter_table("organization_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_name_initials"), ["initials"], unique=False)
        batch_op.create_index(batch_op.f("ix_organization_name_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "practice_call_tag",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["practice_call.id"], name=op.f("fk_practice_call_tag_owner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_call_tag")),
    )
    with op.batch_alter_table("practice_call_tag", schema=None) as batch_op:
        batch_op.create_index("ix_practice_call_tag_code", ["field", "code", "owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_call_tag_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "review_rules",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name=op.f("fk_review_rules_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_rules")),
    )
    op.create_table(
        "upload_day",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_upload_day_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload_day")),
        sa.UniqueConstraint("user_id", "day", name=op.f("uq_upload_day_user_id")),
    )
    op.create_table(
        "way_back",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("permission", sa.String(length=60), nullable=False),
        sa.Column("apart", sa.Boolean(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["audit_entry.id"], name=op.f("fk_way_back_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_way_back")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_way_back_entry_id")),
    )
    with op.batch_alter_table("way_back", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_way_back_until"), ["until"], unique=False)

    op.create_table(
        "adaptation",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("retold_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organization", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=True),
        sa.Column("start_year", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=2000), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name=op.f("fk_adaptation_author_id")),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_adaptation_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["retold_id"], ["practice.id"], name=op.f("fk_adaptation_retold_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adaptation")),
    )
    with op.batch_alter_table("adaptation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adaptation_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adaptation_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adaptation_retold_id"), ["retold_id"], unique=False)
        batch_op.create_index("ix_adaptation_status", ["status", "status_since"], unique=False)

    op.create_table(
        "decision_letter",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name=op.f("fk_decision_letter_author_id")),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_decision_letter_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_letter")),
        sa.UniqueConstraint("practice_id", "number", name=op.f("uq_decision_letter_practice_id")),
    )
    op.create_table(
        "practice_address",
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_address_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_address")),
        sa.UniqueConstraint("slug", name=op.f("uq_practice_address_slug")),
    )
    with op.batch_alter_table("practice_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_address_practice_id"), ["practice_id"], unique=False)

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
        "practice_collection_item",
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.String(length=400), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["practice_collection.id"],
            name=op.f("fk_practice_collection_item_collection_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_collection_item_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_collection_item")),
        sa.UniqueConstraint("collection_id", "practice_id", name=op.f("uq_practice_collection_item_collection_id")),
    )
    with op.batch_alter_table("practice_collection_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_collection_item_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "practice_handling",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("handler_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["handler_id"], ["user_account.id"], name=op.f("fk_practice_handling_handler_id")),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_handling_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_handling")),
        sa.UniqueConstraint("practice_id", name=op.f("uq_practice_handling_practice_id")),
    )
    with op.batch_alter_table("practice_handling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_handling_handler_id"), ["handler_id"], unique=False)

    op.create_table(
        "practice_point",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("needs_answer", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_point_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_point")),
    )
    with op.batch_alter_table("practice_point", schema=None) as batch_op:
        batch_op.create_index("ix_practice_point_round", ["practice_id", "round", "number"], unique=False)

    op.create_table(
        "practice_update",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name=op.f("fk_practice_update_author_id")),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_update_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_update")),
    )
    with op.batch_alter_table("practice_update", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_update_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index("ix_practice_update_status", ["status", "status_since"], unique=False)
        batch_op.create_index(
            "uq_practice_update_open",
            ["practice_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('writing', 'returned', 'submitted')"),
            postgresql_where=sa.text("status IN ('writing', 'returned', 'submitted')"),
        )

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
    op.create_table(
        "adaptation_tag",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["adaptation.id"], name=op.f("fk_adaptation_tag_owner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adaptation_tag")),
    )
    with op.batch_alter_table("adaptation_tag", schema=None) as batch_op:
        batch_op.create_index("ix_adaptation_tag_code", ["field", "code", "owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adaptation_tag_owner_id"), ["owner_id"], unique=False)

    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("undoes_id", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_audit_entry_undoes_id"), ["undoes_id"])
        batch_op.create_foreign_key(batch_op.f("fk_audit_entry_undoes_id"), "audit_entry", ["undoes_id"], ["id"])

    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sort_name", sa.String(length=400), nullable=True))
        batch_op.add_column(sa.Column("website", sa.String(length=2000), nullable=True))
        batch_op.add_column(sa.Column("code", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_organization_match_name"), type_="unique")
        batch_op.create_index(batch_op.f("ix_organization_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organization_sort_name"), ["sort_name"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_organization_code"), ["code"])
        batch_op.create_foreign_key(
            batch_op.f("fk_organization_merged_into_id"), "organization", ["merged_into_id"], ["id"]
        )
        batch_op.drop_column("match_name")

    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("call_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("rules_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("withdrawal", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("withdrawal_asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_practice_call_id"), ["call_id"], unique=False)
        batch_op.create_index("ix_practice_confirmed", ["status", "confirmed_at"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_practice_rules_id"), "review_rules", ["rules_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_practice_call_id"), "practice_call", ["call_id"], ["id"])

    with op.batch_alter_table("practice_organization", schema=None) as batch_op:
        batch_op.create_unique_constraint(
            batch_op.f("uq_practice_organization_practice_id"), ["practice_id", "part", "organization_id"]
        )

    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rules_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("refusal", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("named", sa.Boolean(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_review_rules_id"), "review_rules", ["rules_id"], ["id"])



def downgrade() -> None:
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_review_rules_id"), type_="foreignkey")
        batch_op.drop_column("named")
        batch_op.drop_column("refusal")
        batch_op.drop_column("answer_by")
        batch_op.drop_column("rules_id")

    with op.batch_alter_table("practice_organization", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_practice_organization_practice_id"), type_="unique")

    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_practice_call_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_practice_rules_id"), type_="foreignkey")
        batch_op.drop_index("ix_practice_confirmed")
        batch_op.drop_index(batch_op.f("ix_practice_call_id"))
        batch_op.drop_column("withdrawal_asked_at")
        batch_op.drop_column("withdrawal")
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("due_at")
        batch_op.drop_column("rules_id")
        batch_op.drop_column("call_id")

    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.add_column(sa.Column("match_name", sa.VARCHAR(length=200), nullable=False))
        batch_op.drop_constraint(batch_op.f("fk_organization_merged_into_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_organization_code"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_organization_sort_name"))
        batch_op.drop_index(batch_op.f("ix_organization_merged_into_id"))
        batch_op.create_unique_constraint(batch_op.f("uq_organization_match_name"), ["match_name"])
        batch_op.drop_column("version")
        batch_op.drop_column("merged_into_id")
        batch_op.drop_column("code")
        batch_op.drop_column("website")
        batch_op.drop_column("sort_name")

    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_audit_entry_undoes_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_audit_entry_undoes_id"), type_="unique")
        batch_op.drop_column("undoes_id")

    with op.batch_alter_table("adaptation_tag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adaptation_tag_owner_id"))
        batch_op.drop_index("ix_adaptation_tag_code")

    op.drop_table("adaptation_tag")
    op.drop_table("practice_version")
    with op.batch_alter_table("practice_update", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_practice_update_open",
            sqlite_where=sa.text("status IN ('writing', 'returned', 'submitted')"),
            postgresql_where=sa.text("status IN ('writing', 'returned', 'submitted')"),
        )
        batch_op.drop_index("ix_practice_update_status")
        batch_op.drop_index(batch_op.f("ix_practice_update_practice_id"))

    op.drop_table("practice_update")
    with op.batch_alter_table("practice_point", schema=None) as batch_op:
        batch_op.drop_index("ix_practice_point_round")

    op.drop_table("practice_point")
    with op.batch_alter_table("practice_handling", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_handling_handler_id"))

    op.drop_table("practice_handling")
    with op.batch_alter_table("practice_collection_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_collection_item_practice_id"))

    op.drop_table("practice_collection_item")
    with op.batch_alter_table("practice_author", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_author_user_id"))
        batch_op.drop_index(batch_op.f("ix_practice_author_token_digest"))

    op.drop_table("practice_author")
    with op.batch_alter_table("practice_address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_address_practice_id"))

    op.drop_table("practice_address")
    op.drop_table("decision_letter")
    with op.batch_alter_table("adaptation", schema=None) as batch_op:
        batch_op.drop_index("ix_adaptation_status")
        batch_op.drop_index(batch_op.f("ix_adaptation_retold_id"))
        batch_op.drop_index(batch_op.f("ix_adaptation_practice_id"))
        batch_op.drop_index(batch_op.f("ix_adaptation_author_id"))

    op.drop_table("adaptation")
    with op.batch_alter_table("way_back", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_way_back_until"))

    op.drop_table("way_back")
    op.drop_table("upload_day")
    op.drop_table("review_rules")
    with op.batch_alter_table("practice_call_tag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_call_tag_owner_id"))
        batch_op.drop_index("ix_practice_call_tag_code")

    op.drop_table("practice_call_tag")
    with op.batch_alter_table("organization_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_name_organization_id"))
        batch_op.drop_index(batch_op.f("ix_organization_name_initials"))

    op.drop_table("organization_name")
    with op.batch_alter_table("organization_difference", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_difference_other_id"))

    op.drop_table("organization_difference")
    with op.batch_alter_table("practice_collection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_collection_status"))

    op.drop_table("practice_collection")
    with op.batch_alter_table("practice_call", schema=None) as batch_op:
        batch_op.drop_index("ix_practice_call_open")

    op.drop_table("practice_call")
    with op.batch_alter_table("link_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_check_heard_at"))
        batch_op.drop_index(batch_op.f("ix_link_check_due_at"))

    op.drop_table("link_check")
    op.drop_table("canned_reason")
