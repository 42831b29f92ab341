"""A matter list from a file: what was read, what was refused, and why."""

from pathlib import Path
from typing import Any

from bot import errors, firmwords, labels, replies, showing
from bot.core import matterlists, names
from bot.core.matterlists import MatterList, Row
from bot.messages import Reply
from bot.turn import Turn
from storage import aliases, matters

LARGEST = 50_000_000
_LISTED = 20


def read(path: Path) -> MatterList:
    """Return the list in a file; BadList says why there is none."""
    try:
        if path.exists() and not path.is_file():
            raise errors.BadList(firmwords.cannot_read(str(path), "it is no file"))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise errors.BadList(
            firmwords.cannot_read(str(path), error.strerror or "")
        ) from error
    if len(data) > LARGEST:
        raise errors.BadList(firmwords.list_too_large(path.name, LARGEST))
    try:
        return matterlists.read(data, name=path.name)
    except matterlists.NotAMatterList as error:
        raise errors.BadList(str(error)) from error


def take(turn: Turn, *, found: MatterList, name: str) -> Reply:
    """Bring the firm's matters up to date; none is removed."""
    total = len(found.rows)
    turn.progress(0, total)
    merged = matters.upsert_many(
        turn.db, firm_id=turn.firm.id, matters=[_fields(each) for each in found.rows]
    )
    by_number = {each.number: each.id for each in turn.matters.by_id.values()}
    for row in found.rows:
        for alias in row.aliases:
            aliases.confirm(
                turn.db,
                firm_id=turn.firm.id,
                timekeeper_id=None,
                label=names.fold(alias),
                matter_id=by_number[row.number],
            )
    turn.progress(total, total)
    parts = [
        firmwords.imported(
            name,
            source=found.source,
            added=merged.added,
            changed=merged.changed,
            same=merged.same,
        ),
        firmwords.columns_read(found.columns, found.ignored),
    ]
    if found.refused:
        parts.append(firmwords.rows_refused(len(found.refused)))
        parts += [
            firmwords.refused_row(each.row, each.reason)
            for each in found.refused[:_LISTED]
        ]
        if len(found.refused) > _LISTED:
            parts.append(replies.more_rows(len(found.refused) - _LISTED))
    parts += [
        replies.settled(each, today=turn.today)
        for each in showing.every(turn, labels.settle(turn))
    ]
    return Reply("\n".join(parts))


def _fields(row: Row) -> dict[str, Any]:
    """Return what a row says of a matter; a rate that it does not say stays."""
    fields: dict[str, Any] = {
        "number": row.number,
        "name": row.name,
        "client": row.client,
        "status": row.status,
    }
    if row.rate is not None:
        fields["rate"] = row.rate
    if row.target_ids:
        fields["target_ids"] = dict(row.target_ids)
    return fields
