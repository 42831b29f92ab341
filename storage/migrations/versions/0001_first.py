"""Make the tables of a day's dictation: from firms to the history of entries."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
_MONEY = sa.Text().with_variant(sa.Numeric(), "postgresql")
_INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
_JSON = sa.JSON()


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "firm",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("rounding", _TEXT, nullable=False),
        sa.Column("unit_minutes", sa.Integer(), nullable=False),
        sa.Column("minimum_units", sa.Integer(), nullable=False),
        sa.Column("matters_revision", sa.Integer(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.CheckConstraint(
            "rounding IN ('up', 'nearest', 'none')", name=op.f("ck_firm_rounding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm")),
    )
    op.create_table(
        "matter",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("number", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("client", _TEXT, nullable=False),
        sa.Column("status", _TEXT, nullable=False),
        sa.Column("rate", _MONEY, nullable=True),
        sa.Column("target_ids", _JSON, nullable=False),
        sa.CheckConstraint(
            "status IN ('open', 'pending', 'closed')", name=op.f("ck_matter_status")
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_matter_firm_id_firm")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
        sa.UniqueConstraint("firm_id", "number", name=op.f("uq_matter_firm_id_number")),
    )
    op.create_table(
        "timekeeper",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("code", _TEXT, nullable=False),
        sa.Column("zone", _TEXT, nullable=False),
        sa.Column("locale", _TEXT, nullable=False),
        sa.Column("rate", _MONEY, nullable=True),
        sa.Column("target_ids", _JSON, nullable=False),
        sa.Column("shown_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_timekeeper_firm_id_firm")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timekeeper")),
        sa.UniqueConstraint("firm_id", "code", name=op.f("uq_timekeeper_firm_id_code")),
    )
    op.create_table(
        "address",
        sa.Column("address", _TEXT, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_address_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["timekeeper_id"],
            ["timekeeper.id"],
            name=op.f("fk_address_timekeeper_id_timekeeper"),
        ),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_address")),
    )
    op.create_index(
        op.f("ix_address_timekeeper_id"), "address", ["timekeeper_id"], unique=False
    )
    op.create_table(
        "alias",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=True),
        sa.Column("label", _TEXT, nullable=False),
        sa.Column("matter_id", _ID, nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_alias_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_alias_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["timekeeper_id"],
            ["timekeeper.id"],
            name=op.f("fk_alias_timekeeper_id_timekeeper"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sa.UniqueConstraint(
            "firm_id",
            "timekeeper_id",
            "label",
            name=op.f("uq_alias_firm_id_timekeeper_id_label"),
        ),
    )
    op.create_index(
        "uq_alias_whole_firm",
        "alias",
        ["firm_id", "label"],
        unique=True,
        sqlite_where=sa.text("timekeeper_id IS NULL"),
        postgresql_where=sa.text("timekeeper_id IS NULL"),
    )
    op.create_table(
        "message",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("by", _TEXT, nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("sent_at", _INSTANT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answer", _JSON, nullable=True),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_message_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["timekeeper_id"],
            ["timekeeper.id"],
            name=op.f("fk_message_timekeeper_id_timekeeper"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "timekeeper_id", "key", name=op.f("uq_message_timekeeper_id_key")
        ),
    )
    op.create_table(
        "vacated",
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["timekeeper_id"],
            ["timekeeper.id"],
            name=op.f("fk_vacated_timekeeper_id_timekeeper"),
        ),
        sa.PrimaryKeyConstraint("timekeeper_id", "day", name=op.f("pk_vacated")),
    )
    op.create_table(
        "bookmark",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("narrative", _TEXT, nullable=False),
        sa.Column("matter_id", _ID, nullable=True),
        sa.Column("label", _TEXT, nullable=True),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'resumed', 'void')", name=op.f("ck_bookmark_state")
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_bookmark_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_bookmark_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_bookmark_message_id_message")
        ),
        sa.ForeignKeyConstraint(
            ["timekeeper_id"],
            ["timekeeper.id"],
            name=op.f("fk_bookmark_timekeeper_id_timekeeper"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookmark")),
        sa.UniqueConstraint(
            "timekeeper_id", "number", name=op.f("uq_bookmark_timekeeper_id_number")
        ),
    )
    op.create_table(
        "entry",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("narrative", _TEXT, nullable=False),
        sa.Column("line", _TEXT, nullable=False),
        sa.Column("matter_id", _ID, nullable=True),
        sa.Column("label", _TEXT, nullable=True),
        sa.Column("activity", _TEXT, nullable=True),
        sa.Column("billing", _TEXT, nullable=False),
        sa.Column("rate", _MONEY, nullable=True),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("asks", _JSON, nullable=False),
        sa.Column("warnings", _JSON, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "billing IN ('billable', 'no_charge', 'non_billable')",
            name=op.f("ck_entry_billing"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'ready', 'delivered', 'void')",
            name=op.f("ck_entry_state"),
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_entry_minutes")),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_entry_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_entry_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_entry_message_id_message")
        ),
        sa.ForeignKeyConstraint(
            ["timekeeper_id"],
            ["timekeeper.id"],
            name=op.f("fk_entry_timekeeper_id_timekeeper"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint(
            "timekeeper_id",
            "day",
            "number",
            name=op.f("uq_entry_timekeeper_id_day_number"),
        ),
    )
    op.create_index(op.f("ix_entry_message_id"), "entry", ["message_id"], unique=False)
    op.create_index(
        "ix_entry_open",
        "entry",
        ["timekeeper_id", "day", "number"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "delivery",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("entry_id", _ID, nullable=False),
        sa.Column("target", _TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("outcome", _TEXT, nullable=False),
        sa.Column("remote_id", _TEXT, nullable=True),
        sa.Column("file", _TEXT, nullable=True),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.CheckConstraint("kind IN ('file', 'push')", name=op.f("ck_delivery_kind")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_delivery_entry_id_entry")
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_delivery_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_delivery_message_id_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "entry_id",
            "target",
            "revision",
            name=op.f("uq_delivery_entry_id_target_revision"),
        ),
    )
    op.create_index(
        op.f("ix_delivery_message_id"), "delivery", ["message_id"], unique=False
    )
    op.create_table(
        "event",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("entry_id", _ID, nullable=True),
        sa.Column("bookmark_id", _ID, nullable=True),
        sa.Column("before", _JSON, nullable=True),
        sa.Column("after", _JSON, nullable=True),
        sa.ForeignKeyConstraint(
            ["bookmark_id"], ["bookmark.id"], name=op.f("fk_event_bookmark_id_bookmark")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_event_entry_id_entry")
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_event_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_event_message_id_message")
        ),
        sa.ForeignKeyConstraint(
            ["timekeeper_id"],
            ["timekeeper.id"],
            name=op.f("fk_event_timekeeper_id_timekeeper"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_message_id"), "event", ["message_id"], unique=False)
    op.create_index(
        op.f("ix_event_timekeeper_id_at"),
        "event",
        ["timekeeper_id", "at"],
        unique=False,
    )
    op.create_table(
        "question",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("entry_id", _ID, nullable=False),
        sa.Column("field", _TEXT, nullable=False),
        sa.Column("choices", _JSON, nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_question_entry_id_entry")
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_question_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_question_message_id_message")
        ),
        sa.ForeignKeyConstraint(
            ["timekeeper_id"],
            ["timekeeper.id"],
            name=op.f("fk_question_timekeeper_id_timekeeper"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(
        op.f("ix_question_entry_id"), "question", ["entry_id"], unique=False
    )
    op.create_index(
        "ix_question_unanswered",
        "question",
        ["timekeeper_id", "id"],
        unique=False,
        sqlite_where=sa.text("NOT answered"),
        postgresql_where=sa.text("NOT answered"),
    )
