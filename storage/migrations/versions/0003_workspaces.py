"""Make room for workspaces, conversations, recordings, and edits of a message."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
_INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
_JSON = sa.JSON()


def _belongs(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """Return the foreign keys of *table*: each column, and what it points at."""
    return [
        sa.ForeignKeyConstraint(
            [column],
            [target],
            name=op.f(f"fk_{table}_{column}_{target.partition('.')[0]}"),
        )
        for column, target in columns.items()
    ]


def upgrade() -> None:
    """Make six tables, and an index that finds an answer by its channel's name."""
    op.create_index(op.f("ix_post_reference"), "post", ["reference"], unique=False)
    op.create_table(
        "amendment",
        sa.Column("message_id", _ID, autoincrement=False, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("about_id", _ID, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('edit', 'withdrawal', 'return', 'press')", name=op.f("ck_amendment_kind")
        ),
        *_belongs(
            "amendment",
            message_id="message.id",
            firm_id="firm.id",
            about_id="message.id",
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_amendment")),
    )
    op.create_index(
        op.f("ix_amendment_about_id"), "amendment", ["about_id"], unique=False
    )
    op.create_table(
        "workspace",
        sa.Column("home", _TEXT, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("token", _TEXT, nullable=True),
        sa.Column("refresh", _TEXT, nullable=True),
        sa.Column("expires_at", _INSTANT, nullable=True),
        sa.Column("details", _JSON, nullable=False),
        sa.Column("joining", _TEXT, nullable=True),
        sa.Column("installed_at", _INSTANT, nullable=False),
        sa.Column("removed_at", _INSTANT, nullable=True),
        *_belongs("workspace", firm_id="firm.id"),
        sa.PrimaryKeyConstraint("home", name=op.f("pk_workspace")),
    )
    op.create_index(
        op.f("ix_workspace_firm_id"), "workspace", ["firm_id"], unique=False
    )
    op.create_table(
        "contact",
        sa.Column("address", _TEXT, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("conversation", _TEXT, nullable=True),
        sa.Column("zone", _TEXT, nullable=True),
        sa.Column("locale", _TEXT, nullable=True),
        sa.Column("home", sa.Boolean(), nullable=False),
        *_belongs(
            "contact",
            address="address.address",
            firm_id="firm.id",
            timekeeper_id="timekeeper.id",
        ),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_contact")),
    )
    op.create_index(
        op.f("ix_contact_conversation"), "contact", ["conversation"], unique=False
    )
    op.create_table(
        "place",
        sa.Column("place", _TEXT, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("matter_id", _ID, nullable=True),
        sa.Column("label", _TEXT, nullable=False),
        *_belongs("place", firm_id="firm.id", matter_id="matter.id"),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_place")),
    )
    op.create_table(
        "clip",
        sa.Column("id", _ID, nullable=False),
        sa.Column("firm_id", _ID, nullable=False),
        sa.Column("timekeeper_id", _ID, nullable=False),
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("source", _JSON, nullable=False),
        sa.Column("sent_at", _INSTANT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("transcript", _TEXT, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'heard', 'silent', 'kept', 'dropped')",
            name=op.f("ck_clip_state"),
        ),
        *_belongs("clip", firm_id="firm.id", timekeeper_id="timekeeper.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clip")),
        sa.UniqueConstraint("timekeeper_id", "key", name=op.f("uq_clip_timekeeper_id_key")),
    )
    op.create_table(
        "ticket",
        sa.Column("hash", _TEXT, nullable=False),
        sa.Column("purpose", _TEXT, nullable=False),
        sa.Column("details", _JSON, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_ticket")),
    )
