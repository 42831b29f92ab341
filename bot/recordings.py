"""Recordings on their way to words: kept when they come, answered once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import errors, faults
from bot.service import Bot
from storage import clips, people
from storage.models import Clip


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording; *source* is what its channel needs to fetch the words."""

    number: int
    firm_id: int
    key: str
    source: Mapping[str, str]
    sent_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Recordings:
    """Keeps recordings, each change in one transaction."""

    bot: Bot

    def keep(
        self, by: str, *, key: str, source: Mapping[str, Any], sent_at: datetime
    ) -> int | None:
        """Keep a recording that waits for its words; None when it was kept before."""

        def keep(db: Session) -> int | None:
            person = people.timekeeper_at(db, by)
            if person is None:
                raise errors.Stranger(by)
            return clips.keep(
                db,
                firm_id=person.firm_id,
                timekeeper_id=person.id,
                key=key,
                source=source,
                sent_at=sent_at,
            )

        with faults.told():
            return self.bot.store.write(keep)

    def waiting(self, number: int) -> Recording | None:
        """Return a recording that waits for its words, or None."""
        with faults.told(), self.bot.store.read() as db:
            row = clips.find(db, number)
        return _recording(row) if row and row.state == "waiting" else None

    def left(self) -> list[int]:
        """Return every recording that waits for its words, the oldest first."""
        with faults.told(), self.bot.store.read() as db:
            return [each.id for each in clips.waiting(db)]

    def heard(self, recording: Recording, text: str) -> bool:
        """Note the words of a recording, or that there are none; False if noted."""
        state = "heard" if text else "silent"

        def note(db: Session) -> bool:
            return (
                clips.change(
                    db,
                    firm_id=recording.firm_id,
                    clip_id=recording.number,
                    was="waiting",
                    state=state,
                    transcript=text or None,
                )
                is not None
            )

        with faults.told():
            return self.bot.store.write(note)

    def own(self, by: str, number: int) -> Recording | None:
        """Return a person's recording whose words wait for their yes, or None."""
        with faults.told(), self.bot.store.read() as db:
            person = people.timekeeper_at(db, by)
            if person is None:
                return None
            row = clips.of_person(
                db,
                firm_id=person.firm_id,
                timekeeper_id=person.id,
                clip_id=number,
            )
        return _recording(row) if row and row.state == "heard" else None

    def answered(self, by: str, number: int, *, keep: bool) -> Recording | None:
        """Note a person's yes or no to the words of their recording.

        None is returned when it is not theirs, or was answered otherwise before; the
        same yes again is the same message again.
        """
        state = "kept" if keep else "dropped"

        def note(db: Session) -> Clip | None:
            person = people.timekeeper_at(db, by)
            if person is None:
                return None
            owner = {"firm_id": person.firm_id, "timekeeper_id": person.id}
            row = clips.of_person(db, **owner, clip_id=number)
            if row is None or row.state == state:
                return row
            return clips.change(
                db, firm_id=person.firm_id, clip_id=number, was="heard", state=state
            )

        with faults.told():
            row = self.bot.store.write(note)
        return None if row is None else _recording(row)


def _recording(row: Clip) -> Recording:
    return Recording(
        number=row.id,
        firm_id=row.firm_id,
        key=row.key,
        source=row.source,
        sent_at=row.sent_at,
        text=row.transcript or "",
    )
