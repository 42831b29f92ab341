"""Make room for accounts at practice systems, pushes, and what comes round daily."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
_INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
_JSON = sa.JSON()
_UNSETTLED = sa.text("state IN ('claimed', 'sending', 'removing')")


def _belongs(table: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    """Return the foreign keys of *table*, each column to the table it is named for."""
    return [
        sa.ForeignKeyConstraint(
            [column],
            [f"{column.removesuffix('_id')}.id"],
            name=op.f(f"fk_{table}_{column}_{column.removesuffix('_id')}"),
        )
        for column in columns
    ]


def _one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def upgrade() -> None:
    """Make five tables."""
    op.create_table(
        "account",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("system", _TEXT, nullable=False),
        sa.Column("region", _TEXT, nullable=False),
        sa.Column("place", _TEXT, nullable=False),
        sa.Column("api", _TEXT, nullable=False),
        sa.Column("user", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("access", _TEXT, nullable=False),
        sa.Column("refresh", _TEXT, nullable=True),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("synced_at", _INSTANT, nullable=True),
        sa.Column("renewing_until", _INSTANT, nullable=True),
        sa.Column("renewing_by", _TEXT, nullable=True),
        sa.Column("pushing_until", _INSTANT, nullable=True),
        sa.Column("pushing_by", _TEXT, nullable=True),
        _one_of("account", "state", "good", "over", "gone"),
        *_belongs("account", "firm_id", "timekeeper_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint(
            "timekeeper_id", "system", name=op.f("uq_account_timekeeper_id_system")
        ),
    )
    op.create_index(
        op.f("ix_account_firm_id_system"), "account", ["firm_id", "system"], unique=False
    )
    op.create_table(
        "listed",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("system", _TEXT, nullable=False),
        sa.Column("place", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("remote_id", _TEXT, nullable=False),
        sa.Column("number", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("client", _TEXT, nullable=False),
        sa.Column("status", _TEXT, nullable=False),
        sa.Column("facts", _JSON, nullable=False),
        sa.Column("matter_id", _ID, nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        _one_of("listed", "kind", "matter", "activity", "person"),
        *_belongs("listed", "firm_id", "matter_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed")),
        sa.UniqueConstraint(
            "firm_id",
            "system",
            "place",
            "kind",
            "remote_id",
            name=op.f("uq_listed_firm_id_system_place_kind_remote_id"),
        ),
    )
    op.create_index(op.f("ix_listed_matter_id"), "listed", ["matter_id"], unique=False)
    op.create_table(
        "plan",
        sa.Column("message_id", _ID, autoincrement=False, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("entries", _JSON, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        _one_of("plan", "state", "offered", "agreed", "dropped"),
        *_belongs("plan", "message_id", "firm_id", "timekeeper_id", "account_id"),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_plan")),
    )
    op.create_index(
        op.f("ix_plan_timekeeper_id"), "plan", ["timekeeper_id"], unique=False
    )
    op.create_table(
        "push",
        sa.Column("delivery_id", _ID, autoincrement=False, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("reference", _TEXT, nullable=False),
        sa.Column("work", _JSON, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("begun_at", _INSTANT, nullable=True),
        sa.Column("due_at", _INSTANT, nullable=True),
        sa.Column("why", _TEXT, nullable=True),
        sa.Column("told", _JSON, nullable=True),
        _one_of(
            "push",
            "state",
            *("claimed", "sending", "made", "refused", "uncertain", "dropped"),
            *("removing", "removed"),
        ),
        *_belongs("push", "delivery_id", "firm_id", "account_id", "message_id"),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_push")),
        sa.UniqueConstraint("reference", name=op.f("uq_push_reference")),
    )
    op.create_index(op.f("ix_push_message_id"), "push", ["message_id"], unique=False)
    op.create_index(
        "ix_push_unsettled",
        "push",
        ["account_id"],
        unique=False,
        sqlite_where=_UNSETTLED,
        postgresql_where=_UNSETTLED,
    )
    op.create_table(
        "schedule",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("by", _TEXT, nullable=False),
        sa.Column("words", _TEXT, nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("envelope", _JSON, nullable=True),
        sa.Column("next_due", _INSTANT, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        _one_of("schedule", "kind", "say", "remind"),
        *_belongs("schedule", "firm_id", "timekeeper_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    op.create_index(
        "ix_schedule_due",
        "schedule",
        ["next_due"],
        unique=False,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )
    op.create_index(
        op.f("ix_schedule_timekeeper_id"), "schedule", ["timekeeper_id"], unique=False
    )
