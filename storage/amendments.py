"""Messages that change or withdraw an earlier one, and what they all made together."""

from sqlalchemy import func, insert, or_, select
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Amendment, Bookmark, Entry, Event, Message


def add(
    db: Session, *, firm_id: int, message_id: int, about_id: int, kind: str
) -> None:
    """Keep that a message is about an earlier one: edit, withdrawal or return."""
    db.execute(
        insert(Amendment).values(
            message_id=message_id, firm_id=firm_id, about_id=about_id, kind=kind
        )
    )


def about(db: Session, *, firm_id: int, message_id: int) -> int | None:
    """Return the message that a message changes, or None."""
    return db.scalars(
        select(Amendment.about_id).where(
            Amendment.firm_id == firm_id, Amendment.message_id == message_id
        )
    ).one_or_none()


def latest(
    db: Session, *, firm_id: int, about_id: int, kind: str = "edit"
) -> Message | None:
    """Return the latest amendment of a message by when it was said, or None."""
    return rows.one(
        db,
        select(Message)
        .join(Amendment, Amendment.message_id == Message.id)
        .where(
            Message.firm_id == firm_id,
            Amendment.about_id == about_id,
            Amendment.kind == kind,
        )
        .order_by(Message.sent_at.desc(), Message.id.desc())
        .limit(1),
    )


def entries(db: Session, *, firm_id: int, about_id: int) -> list[Entry]:
    """Return every entry that a message and its amendments made, void ones too."""
    amended = select(Amendment.message_id).where(Amendment.about_id == about_id)
    return rows.every(
        db,
        select(Entry)
        .where(
            Entry.firm_id == firm_id,
            or_(Entry.message_id == about_id, Entry.message_id.in_(amended)),
        )
        .order_by(Entry.id),
    )


def bookmarks(db: Session, *, firm_id: int, about_id: int) -> list[Bookmark]:
    """Return every bookmark that a message and its amendments made, in order."""
    amended = select(Amendment.message_id).where(Amendment.about_id == about_id)
    return rows.every(
        db,
        select(Bookmark)
        .where(
            Bookmark.firm_id == firm_id,
            or_(Bookmark.message_id == about_id, Bookmark.message_id.in_(amended)),
        )
        .order_by(Bookmark.id),
    )


def did(db: Session, *, firm_id: int, about_id: int, quiet: tuple[str, ...]) -> bool:
    """Return whether a message or an amendment changed anything not *quiet*."""
    amended = select(Amendment.message_id).where(Amendment.about_id == about_id)
    count = db.scalar(
        select(func.count())
        .select_from(Event)
        .where(
            Event.firm_id == firm_id,
            or_(Event.message_id == about_id, Event.message_id.in_(amended)),
            Event.kind.not_in(quiet),
        )
    )
    return bool(count)
