"""The tables: what outlives a process, as the rows that the queries hand out.

A row that was read is a value: it belongs to no session, and setting what it holds
is refused. It is changed through the query module of its noun. The file is long
because a schema is read, compared and migrated as one whole.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.columns import Instant, Money, Verbatim

_ID = BigInteger().with_variant(Integer, "sqlite")


def _one_of(name: str, column: str, *words: str) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=name)


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can change it, and freezes rows."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Verbatim,
        Decimal: Money,
        datetime: Instant,
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        list[dict[str, Any]]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
    }

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to change what was read: nothing would keep the change."""
        if name in self.__dict__ and not name.startswith("_sa_"):
            raise AttributeError(f"a kept row is a value; {name} is changed by a query")
        super().__setattr__(name, value)


class Firm(Base):
    """One tenant; `matters_revision` grows with every change of its matter list."""

    __tablename__ = "firm"
    __table_args__ = (_one_of("rounding", "rounding", "up", "nearest", "none"),)

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    name: Mapped[str]
    rounding: Mapped[str]
    unit_minutes: Mapped[int]
    minimum_units: Mapped[int]
    matters_revision: Mapped[int]
    created_at: Mapped[datetime]


class Timekeeper(Base):
    """A person whose time is kept; *zone* is an IANA name, *rate* ex GST an hour."""

    __tablename__ = "timekeeper"
    __table_args__ = (UniqueConstraint("firm_id", "code"),)

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    name: Mapped[str]
    code: Mapped[str]
    zone: Mapped[str]
    locale: Mapped[str]
    rate: Mapped[Decimal | None]
    target_ids: Mapped[dict[str, Any]]
    shown_day: Mapped[date | None]


class Address(Base):
    """Where a person writes from: `slack:T1:U1`, `email:…`, `chat:local`."""

    __tablename__ = "address"
    __table_args__ = (Index(None, "timekeeper_id"),)

    address: Mapped[str] = mapped_column(primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))


class Message(Base):
    """One inbound message, verbatim; *answer* is the reply that it got.

    Its key is unique for its sender, so nobody's message can pass for another's.
    *original* are the headers of the letter that it stands on, *envelope* is what its
    channel needs to bring the answer later. *thread* is the key of the message whose
    answer it answers.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("timekeeper_id", "key"),
        Index(
            None,
            "timekeeper_id",
            "thread",
            sqlite_where=text("thread IS NOT NULL"),
            postgresql_where=text("thread IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    key: Mapped[str]
    by: Mapped[str]
    text: Mapped[str]
    sent_at: Mapped[datetime]
    day: Mapped[date]
    answer: Mapped[dict[str, Any] | None]
    original: Mapped[dict[str, Any] | None]
    envelope: Mapped[dict[str, Any] | None]
    thread: Mapped[str | None]


class Letter(Base):
    """The letter that a message came in, compressed; *size* is what was received.

    *cut* says that attachments were left out. *trust* is what showed its sender.
    """

    __tablename__ = "letter"

    message_id: Mapped[int] = mapped_column(
        ForeignKey("message.id"), primary_key=True, autoincrement=False
    )
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    raw: Mapped[bytes]
    size: Mapped[int]
    cut: Mapped[bool]
    trust: Mapped[str]


class Seal(Base):
    """What one signature of a letter sealed: a person's letter with it is kept once.

    It stays the same whatever becomes of what is not signed.
    """

    __tablename__ = "seal"

    timekeeper_id: Mapped[int] = mapped_column(
        ForeignKey("timekeeper.id"), primary_key=True
    )
    seal: Mapped[str] = mapped_column(primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))


class Mailbox(Base):
    """A person's own inbound address: the *token* in it, until it is revoked."""

    __tablename__ = "mailbox"
    __table_args__ = (Index(None, "timekeeper_id"),)

    token: Mapped[str] = mapped_column(primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Post(Base):
    """The answer to one message on its way through a channel, and what became of it.

    *proven* is whether the message was shown to be the person's, *reference* the
    channel's own name for what was sent.
    """

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("message_id"),
        _one_of("state", "state", "waiting", "sent", "failed", "withheld"),
        Index(
            "ix_post_answered",
            "timekeeper_id",
            "channel",
            "made_at",
            sqlite_where=text("state != 'withheld'"),
            postgresql_where=text("state != 'withheld'"),
        ),
        Index(
            "ix_post_waiting",
            "channel",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(None, "reference"),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    channel: Mapped[str]
    proven: Mapped[bool]
    state: Mapped[str]
    attempts: Mapped[int]
    reference: Mapped[str | None]
    why: Mapped[str | None]
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Matter(Base):
    """One matter of a firm; *target_ids* are its ids in each practice system."""

    __tablename__ = "matter"
    __table_args__ = (
        UniqueConstraint("firm_id", "number"),
        _one_of("status", "status", "open", "pending", "closed"),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    number: Mapped[str]
    name: Mapped[str]
    client: Mapped[str]
    status: Mapped[str]
    rate: Mapped[Decimal | None]
    target_ids: Mapped[dict[str, Any]]


class Entry(Base):
    """A piece of work; *minutes* as dictated, *number* its name within its day.

    *asks* are `{"field", "options"}`; *revision* grows when what would leave changes.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("timekeeper_id", "day", "number"),
        _one_of("billing", "billing", "billable", "no_charge", "non_billable"),
        _one_of("state", "state", "open", "ready", "delivered", "void"),
        CheckConstraint("minutes > 0", name="minutes"),
        Index(None, "message_id"),
        Index(
            "ix_entry_open",
            "timekeeper_id",
            "day",
            "number",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    day: Mapped[date]
    number: Mapped[int]
    minutes: Mapped[int | None]
    narrative: Mapped[str]
    line: Mapped[str]
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    label: Mapped[str | None]
    activity: Mapped[str | None]
    billing: Mapped[str]
    rate: Mapped[Decimal | None]
    state: Mapped[str]
    asks: Mapped[list[dict[str, Any]]]
    warnings: Mapped[list[str]]
    revision: Mapped[int]


class Vacated(Base):
    """The highest number that a day lost to another day; it is never given again."""

    __tablename__ = "vacated"

    timekeeper_id: Mapped[int] = mapped_column(
        ForeignKey("timekeeper.id"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int]


class Alias(Base):
    """What a person (or, without one, the whole firm) calls a matter.

    *label* is folded; *answers* counts equal answers until it is *confirmed*.
    """

    __tablename__ = "alias"
    __table_args__ = (
        UniqueConstraint("firm_id", "timekeeper_id", "label"),
        Index(
            "uq_alias_whole_firm",
            "firm_id",
            "label",
            unique=True,
            sqlite_where=text("timekeeper_id IS NULL"),
            postgresql_where=text("timekeeper_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int | None] = mapped_column(ForeignKey("timekeeper.id"))
    label: Mapped[str]
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    answers: Mapped[int]
    confirmed: Mapped[bool]


class Bookmark(Base):
    """A place to resume; it has no time."""

    __tablename__ = "bookmark"
    __table_args__ = (
        UniqueConstraint("timekeeper_id", "number"),
        _one_of("state", "state", "open", "resumed", "void"),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    number: Mapped[int]
    narrative: Mapped[str]
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    label: Mapped[str | None]
    state: Mapped[str]
    day: Mapped[date]


class Question(Base):
    """What a reply asked of an entry; *choices* are `{"number", "label", "say"}`."""

    __tablename__ = "question"
    __table_args__ = (
        Index(
            "ix_question_unanswered",
            "timekeeper_id",
            "id",
            sqlite_where=text("NOT answered"),
            postgresql_where=text("NOT answered"),
        ),
        Index(None, "entry_id"),
        Index(None, "message_id"),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    field: Mapped[str]
    choices: Mapped[list[dict[str, Any]]]
    answered: Mapped[bool]


class Delivery(Base):
    """One revision of an entry on its way to one target, and what became of it."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("entry_id", "target", "revision"),
        _one_of("kind", "kind", "file", "push"),
        Index(None, "message_id"),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    target: Mapped[str]
    revision: Mapped[int]
    kind: Mapped[str]
    outcome: Mapped[str]
    remote_id: Mapped[str | None]
    file: Mapped[str | None]
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    at: Mapped[datetime]


class Event(Base):
    """Who changed what and when; only ever appended to."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "timekeeper_id", "at"), Index(None, "message_id"))

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    at: Mapped[datetime]
    kind: Mapped[str]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    bookmark_id: Mapped[int | None] = mapped_column(ForeignKey("bookmark.id"))
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]


class Amendment(Base):
    """A message that changes an earlier one, takes it back, or brings it back."""

    __tablename__ = "amendment"
    __table_args__ = (
        Index(None, "about_id"),
        _one_of("kind", "kind", "edit", "withdrawal", "return", "press"),
    )

    message_id: Mapped[int] = mapped_column(
        ForeignKey("message.id"), primary_key=True, autoincrement=False
    )
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    about_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    kind: Mapped[str]


class Workspace(Base):
    """Another system's home for a firm's people, in which Tenths is installed.

    *home* is its name in addresses (`slack:T1`). Tokens are sealed. *details* are the
    system's own facts; *joining* is `open`, `invited` or None for the operator's word.
    """

    __tablename__ = "workspace"
    __table_args__ = (Index(None, "firm_id"),)

    home: Mapped[str] = mapped_column(primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    token: Mapped[str | None]
    refresh: Mapped[str | None]
    expires_at: Mapped[datetime | None]
    details: Mapped[dict[str, Any]]
    joining: Mapped[str | None]
    installed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Contact(Base):
    """How a person's address is reached and was last described by its system.

    *conversation* is where they are written to, *zone* and *locale* are what the system
    said of them, *home* says that they have looked at their home page.
    """

    __tablename__ = "contact"
    __table_args__ = (Index(None, "conversation"),)

    address: Mapped[str] = mapped_column(
        ForeignKey("address.address"), primary_key=True
    )
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    conversation: Mapped[str | None]
    zone: Mapped[str | None]
    locale: Mapped[str | None]
    home: Mapped[bool]


class Place(Base):
    """A conversation whose lines are for one matter unless they name another."""

    __tablename__ = "place"

    place: Mapped[str] = mapped_column(primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    label: Mapped[str]


class Clip(Base):
    """A recording on its way to words; *transcript* waits for the person's yes.

    *source* is what its channel needs to fetch the words.
    """

    __tablename__ = "clip"
    __table_args__ = (
        UniqueConstraint("timekeeper_id", "key"),
        _one_of("state", "state", "waiting", "heard", "silent", "kept", "dropped"),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    key: Mapped[str]
    source: Mapped[dict[str, Any]]
    sent_at: Mapped[datetime]
    state: Mapped[str]
    transcript: Mapped[str | None]


class Ticket(Base):
    """Something that may be used once and soon; only the hash of its word is kept."""

    __tablename__ = "ticket"

    hash: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    details: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime]


class Account(Base):
    """A person's own account at a practice system, with its tokens sealed.

    *place* is the region and the firm's account there, so that ids of one account are
    never taken for another's. *api* is where the tokens hold, *user* the person's id
    there. *renewing* and *pushing* are held by one process at a time, until then.
    """

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("timekeeper_id", "system"),
        _one_of("state", "state", "good", "over", "gone"),
        Index(None, "firm_id", "system"),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    system: Mapped[str]
    region: Mapped[str]
    place: Mapped[str]
    api: Mapped[str]
    user: Mapped[str]
    name: Mapped[str]
    state: Mapped[str]
    access: Mapped[str]
    refresh: Mapped[str | None]
    expires_at: Mapped[datetime]
    made_at: Mapped[datetime]
    synced_at: Mapped[datetime | None]
    renewing_until: Mapped[datetime | None]
    renewing_by: Mapped[str | None]
    pushing_until: Mapped[datetime | None]
    pushing_by: Mapped[str | None]


class Listed(Base):
    """What a practice system listed: a matter, an activity or a person.

    *matter_id* is our matter for it, *facts* are what a push must know of it; what was
    not seen in the last list is *gone*.
    """

    __tablename__ = "listed"
    __table_args__ = (
        UniqueConstraint("firm_id", "system", "place", "kind", "remote_id"),
        _one_of("kind", "kind", "matter", "activity", "person"),
        Index(None, "matter_id"),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    system: Mapped[str]
    place: Mapped[str]
    kind: Mapped[str]
    remote_id: Mapped[str]
    number: Mapped[str]
    name: Mapped[str]
    client: Mapped[str]
    status: Mapped[str]
    facts: Mapped[dict[str, Any]]
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    gone: Mapped[bool]


class Plan(Base):
    """What a push would send, shown by one message, until the person's yes or no.

    *entries* are pairs of id and revision.
    """

    __tablename__ = "plan"
    __table_args__ = (
        _one_of("state", "state", "offered", "agreed", "dropped"),
        Index(None, "timekeeper_id"),
    )

    message_id: Mapped[int] = mapped_column(
        ForeignKey("message.id"), primary_key=True, autoincrement=False
    )
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    entries: Mapped[list[Any]]
    state: Mapped[str]


class Push(Base):
    """One delivery on its way to a practice system: the claim before the request.

    *work* is what is told, as it was agreed to. *attempts* counts the requests that
    may have left, each committed before it left, at *begun_at*. *due_at* is when it
    may go on. *told* is what the system said of what it made.
    """

    __tablename__ = "push"
    __table_args__ = (
        UniqueConstraint("reference"),
        _one_of(
            "state",
            "state",
            *("claimed", "sending", "made", "refused", "uncertain", "dropped"),
            *("removing", "removed"),
        ),
        Index(None, "message_id"),
        Index(
            "ix_push_unsettled",
            "account_id",
            sqlite_where=text("state IN ('claimed', 'sending', 'removing')"),
            postgresql_where=text("state IN ('claimed', 'sending', 'removing')"),
        ),
    )

    delivery_id: Mapped[int] = mapped_column(
        ForeignKey("delivery.id"), primary_key=True, autoincrement=False
    )
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    reference: Mapped[str]
    work: Mapped[dict[str, Any]]
    state: Mapped[str]
    attempts: Mapped[int]
    begun_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    why: Mapped[str | None]
    told: Mapped[dict[str, Any] | None]


class Schedule(Base):
    """What is said for a person at their own local time on working days.

    *minute* counts from midnight; *next_due* is when it is due next. *key* begins the
    key of each message that is said, so that none is said twice for one day.
    """

    __tablename__ = "schedule"
    __table_args__ = (
        _one_of("kind", "kind", "say", "remind"),
        Index(
            "ix_schedule_due",
            "next_due",
            sqlite_where=text("active"),
            postgresql_where=text("active"),
        ),
        Index(None, "timekeeper_id"),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    timekeeper_id: Mapped[int] = mapped_column(ForeignKey("timekeeper.id"))
    kind: Mapped[str]
    by: Mapped[str]
    words: Mapped[str]
    minute: Mapped[int]
    target: Mapped[int | None]
    envelope: Mapped[dict[str, Any] | None]
    next_due: Mapped[datetime]
    active: Mapped[bool]
