"""How values that databases disagree about are kept the same on each of them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import DateTime, Dialect, Numeric, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine

# PostgreSQL refuses NUL in text, and no database takes half a surrogate pair.
# U+001A (SUBSTITUTE) and four hex digits stand for them, and for itself.
_ESCAPE = "\x1a"
_AWKWARD = re.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")


def escape(text: str | None) -> str | None:
    """Return *text* as every database takes it; ordinary text stays as it is."""
    if text is None or _AWKWARD.search(text) is None:
        return text
    return _AWKWARD.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", text)


def unescape(kept: str | None) -> str | None:
    """Return the text that `escape` was given."""
    if kept is None or _ESCAPE not in kept:
        return kept
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), kept)


class Verbatim(TypeDecorator[str]):
    """Text that comes back exactly: NUL, lone surrogates, anything a person sends.

    It sorts by code point on every database.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return text, and on PostgreSQL text without a language's own order."""
        if dialect.name == "postgresql":
            return postgresql.TEXT(collation="C")
        return Text()

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:  # noqa: ARG002 - each takes the same
        """Return what escapes the text that is kept."""
        return escape

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002 - each gives the same
        coltype: object,  # noqa: ARG002 - likewise
    ) -> Callable[[str | None], str | None]:
        """Return what unescapes the text that was kept."""
        return unescape


class Money(TypeDecorator[Decimal]):
    """An exact amount: NUMERIC on PostgreSQL, its digits as text on SQLite.

    Raises TypeError for a float, ValueError for an amount that is not finite.
    """

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(
        self, dialect: Dialect
    ) -> TypeEngine[str] | TypeEngine[Decimal]:
        """Return the type that keeps every digit on *dialect*."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Numeric())
        return dialect.type_descriptor(Text())

    def process_bind_param(
        self, value: Decimal | None, dialect: Dialect
    ) -> str | Decimal | None:
        """Refuse what is not exact; on SQLite, write the digits down."""
        if value is None:
            return None
        if not isinstance(value, Decimal):
            raise TypeError(f"money is a Decimal, not {type(value).__name__}")
        if not value.is_finite():
            raise ValueError("an amount of money is finite")
        return value if dialect.name == "postgresql" else str(value)

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002 - each gives digits or an amount
        coltype: object,  # noqa: ARG002 - likewise
    ) -> Callable[[str | Decimal | None], Decimal | None]:
        """Return what makes an amount of what was kept."""
        return _amount


def _amount(kept: str | Decimal | None) -> Decimal | None:
    return None if kept is None else Decimal(kept)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, aware: timestamptz on PostgreSQL, sortable ISO text on SQLite.

    Raises ValueError for a naive datetime.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(
        self, dialect: Dialect
    ) -> TypeEngine[datetime] | TypeEngine[str]:
        """Return the type that keeps microseconds on *dialect*."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | str | None:
        """Refuse a naive moment; turn an aware one to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be kept")
        moment = value.astimezone(UTC)
        if dialect.name == "postgresql":
            return moment
        return moment.isoformat(timespec="microseconds")

    def process_result_value(
        self,
        value: datetime | str | None,
        dialect: Dialect,  # noqa: ARG002 - what it gives is told by its type
    ) -> datetime | None:
        """Return the moment that was kept, in UTC."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC)
