"""Make room for letters, inbound addresses and answers that are brought later."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
_INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
_JSON = sa.JSON()


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


def upgrade() -> None:
    """Add three columns to messages, and make four tables."""
    op.add_column("message", sa.Column("original", _JSON, nullable=True))
    op.add_column("message", sa.Column("envelope", _JSON, nullable=True))
    op.add_column("message", sa.Column("thread", _TEXT, nullable=True))
    op.create_index(
        op.f("ix_message_timekeeper_id_thread"),
        "message",
        ["timekeeper_id", "thread"],
        unique=False,
        sqlite_where=sa.text("thread IS NOT NULL"),
        postgresql_where=sa.text("thread IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_question_message_id"), "question", ["message_id"], unique=False
    )
    op.create_table(
        "letter",
        sa.Column("message_id", _ID, autoincrement=False, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("cut", sa.Boolean(), nullable=False),
        sa.Column("trust", _TEXT, nullable=False),
        *_belongs("letter", "message_id", "firm_id"),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_letter")),
    )
    op.create_table(
        "seal",
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("seal", _TEXT, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        *_belongs("seal", "timekeeper_id", "firm_id", "message_id"),
        sa.PrimaryKeyConstraint("timekeeper_id", "seal", name=op.f("pk_seal")),
    )
    op.create_table(
        "mailbox",
        sa.Column("token", _TEXT, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("revoked_at", _INSTANT, nullable=True),
        *_belongs("mailbox", "firm_id", "timekeeper_id"),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_mailbox")),
    )
    op.create_index(
        op.f("ix_mailbox_timekeeper_id"), "mailbox", ["timekeeper_id"], unique=False
    )
    op.create_table(
        "post",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("channel", _TEXT, nullable=False),
        sa.Column("proven", sa.Boolean(), nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reference", _TEXT, nullable=True),
        sa.Column("why", _TEXT, nullable=True),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("done_at", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'failed', 'withheld')",
            name=op.f("ck_post_state"),
        ),
        *_belongs("post", "firm_id", "timekeeper_id", "message_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("message_id", name=op.f("uq_post_message_id")),
    )
    op.create_index(
        "ix_post_answered",
        "post",
        ["timekeeper_id", "channel", "made_at"],
        unique=False,
        sqlite_where=sa.text("state != 'withheld'"),
        postgresql_where=sa.text("state != 'withheld'"),
    )
    op.create_index(
        "ix_post_waiting",
        "post",
        ["channel", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
