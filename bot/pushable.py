"""What of a period can be pushed, and of the rest why not and what mends it."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot import labels, numbering, pushwords, showing
from bot.connectors.base import Connector, Work
from bot.core import names
from bot.core.drafts import Billing
from bot.turn import Turn
from storage import deliveries, listings
from storage.deliveries import Outgoing
from storage.models import Account, Listed
from storage.pushes import Claim

_CLOSED = frozenset({"closed"})
_REFERENCE = 6


@dataclass(frozen=True, slots=True)
class Ready:
    """An entry that can go, and what the system is told of it."""

    row: Outgoing
    work: Work

    @property
    def claim(self) -> Claim:
        """Return what is claimed for it."""
        told = asdict(self.work)
        told["day"] = self.work.day.isoformat()
        told["rate"] = None if self.work.rate is None else str(self.work.rate)
        told["billing"] = str(self.work.billing)
        return Claim(self.row.entry_id, self.row.revision, self.work.reference, told)


@dataclass(frozen=True, slots=True)
class Left:
    """An entry that stays here: *reason* and *mend*, and matters it may be for."""

    row: Outgoing
    reason: str
    mend: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sorted:
    """What goes and what stays, each by day and number."""

    going: tuple[Ready, ...]
    staying: tuple[Left, ...]


def work(told: Mapping[str, Any]) -> Work:
    """Return work as it was kept with its claim."""
    fields = dict(told)
    fields["day"] = date.fromisoformat(fields["day"])
    if fields["rate"] is not None:
        fields["rate"] = Decimal(fields["rate"])
    return Work(**fields)


def sort(
    turn: Turn, connector: Connector, account: Account, *, start: date, end: date
) -> Sorted:
    """Sort what is new of the person's days into what goes and what stays."""
    scope: dict[str, Any] = {
        "firm_id": turn.firm.id,
        "system": account.system,
        "place": account.place,
    }
    there: dict[int, list[Listed]] = {}
    apart: dict[str, Listed] = {}
    for each in listings.listed(turn.db, **scope, kind=listings.MATTER):
        if each.matter_id is not None:
            there.setdefault(each.matter_id, []).append(each)
        else:
            apart[each.number.casefold()] = each
    activities = {
        names.fold(each.name): each.remote_id
        for each in listings.listed(turn.db, **scope, kind=listings.ACTIVITY)
    }
    people = listings.listed(turn.db, **scope, kind=listings.PERSON)
    lists = _Lists(there, apart, activities, _is_there(account, people))
    judge = _Judge(turn, connector, account, lists)
    rows = deliveries.lines(
        turn.db, **turn.owner, target=account.system, start=start, end=end
    )
    judged = [judge(each) for each in rows]
    return Sorted(
        tuple(each for each in judged if isinstance(each, Ready)),
        tuple(each for each in judged if isinstance(each, Left)),
    )


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the system lists: by our matter, without one by number, and activities.

    *person* says whether the person may work there, as far as is known.
    """

    there: Mapping[int, list[Listed]]
    apart: Mapping[str, Listed]
    activities: Mapping[str, str]
    person: bool


def _is_there(account: Account, people: list[Listed]) -> bool:
    """Return whether the account's user is active; an empty list tells nothing."""
    active = {each.remote_id for each in people if each.status == "open"}
    return not people or not account.user or account.user in active


class _Judge:
    """Says of each entry whether it can go."""

    def __init__(
        self,
        turn: Turn,
        connector: Connector,
        account: Account,
        lists: _Lists,
    ) -> None:
        self._turn = turn
        self._connector = connector
        self._account = account
        self._there = lists.there
        self._apart = lists.apart
        self._activities = lists.activities
        self._person = lists.person
        self._bill = showing.biller(turn.firm)
        self._bare = numbering.day_meant(turn)

    def __call__(self, row: Outgoing) -> Ready | Left:
        """Return *row* as it goes, or why it stays."""
        for check in (self._user, self._earlier, self._content, self._matter):
            stays = check(row)
            if stays is not None:
                return stays
        assert row.matter is not None  # noqa: S101 - what `_matter` has checked
        [matter] = self._there[row.matter.id]
        return Ready(row, self._work(row, matter))

    def _work(self, row: Outgoing, matter: Listed) -> Work:
        minutes = row.minutes or 0
        return Work(
            reference=f"T{row.entry_id}.{row.revision}-{secrets.token_hex(_REFERENCE)}",
            day=row.day,
            zone=self._turn.person.zone,
            worked=minutes,
            billed=self._bill(minutes)[0],
            narrative=row.narrative,
            matter=matter.remote_id,
            user=self._account.user,
            billing=row.billing,
            rate=row.rate,
            activity=self._activities.get(names.fold(row.activity or "")) or None,
        )

    def _name(self, row: Outgoing) -> str:
        return numbering.name(row.day, row.number, bare=self._bare)

    def _user(self, row: Outgoing) -> Left | None:
        """Leave everything of somebody who may not work there any more."""
        if self._person:
            return None
        label, system = self._connector.label, self._account.system
        why = pushwords.no_user(self._account.name or "This person", label)
        return Left(row, why, pushwords.ask_for_user(label, system))

    def _earlier(self, row: Outgoing) -> Left | None:
        """Leave what is there in an earlier revision: both would be billed."""
        if row.earlier is None:
            return None
        left = deliveries.of_entries(
            self._turn.db, firm_id=self._turn.firm.id, entry_ids=[row.entry_id]
        )
        mine = [
            each
            for each in left
            if each.target == self._account.system
            and each.outcome == deliveries.DELIVERED
        ]
        last = mine[-1]
        if last.remote_id is None:
            where = last.file or self._connector.label
            return Left(row, pushwords.corrected(where), pushwords.change_there())
        where = f"{self._connector.label} as {last.remote_id}"
        return Left(
            row, pushwords.corrected(where), pushwords.undo_first(self._name(row))
        )

    def _content(self, row: Outgoing) -> Left | None:
        """Leave what no system could be told truly."""
        name, label = self._name(row), self._connector.label
        if not row.minutes or not self._bill(row.minutes)[0]:
            return Left(row, "No time is known.", f"Say how long: edit {name} 0.2")
        if row.day > self._turn.today:
            return Left(row, "Its day is still to come.", f"Move it: move {name} today")
        if not row.narrative.strip():
            return Left(row, "It has no words.", f"Say what was done: edit {name} call")
        limit = self._turn.desk.narrative_limit
        if limit is not None and len(row.narrative) > limit:
            why = f"Its narrative has {len(row.narrative):,} of {limit:,} characters."
            return Left(row, why, f"Shorten it: edit {name} …")
        if row.billing not in self._connector.says:
            why = pushwords.no_billing(label, str(Billing(row.billing)))
            return Left(row, why, pushwords.by_hand(label))
        if row.rate is not None and not self._connector.rates:
            return Left(row, pushwords.no_rate(label), pushwords.by_hand(label))
        return None

    def _matter(self, row: Outgoing) -> Left | None:
        """Leave what has no matter that is known there to be open, and only one."""
        label, name = self._connector.label, self._name(row)
        if row.matter is None:
            near = self._near(row.label or "")
            said = f"“{row.label}” is no matter on the list." if row.label else ""
            mend = f"Say which: matter {name} NUMBER"
            return Left(row, said or "It has no matter.", mend, near)
        matter = f"{row.matter.name} ({row.matter.number})"
        there = self._there.get(row.matter.id, [])
        if row.matter.status != "open":
            again = f"Say which: matter {name} NUMBER"
            return Left(row, f"{matter} is {row.matter.status}.", again)
        other = self._apart.get(row.matter.number.casefold())
        if not there and other is not None:
            why = pushwords.unlike(matter, other.name or other.number, label)
            return Left(row, why, pushwords.by_hand(label))
        if not there:
            near = self._near(row.matter.name, but=row.matter.id)
            mend = (
                f"Open it there and say sync {self._account.system}, "
                f"or say which: matter {name} NUMBER"
            )
            return Left(row, pushwords.not_there(matter, label), mend, near)
        if len(there) > 1:
            return Left(
                row, pushwords.twice_there(matter, label), pushwords.by_hand(label)
            )
        [only] = there
        if only.status in _CLOSED:
            return Left(row, pushwords.shut(matter, only.status, label), "")
        if only.facts.get("utbms") and row.billing == Billing.BILLABLE:
            why = pushwords.needs_codes(matter, label)
            return Left(row, why, pushwords.by_hand(label))
        return None

    def _near(self, label: str, *, but: int | None = None) -> tuple[str, ...]:
        """Return up to five matters that are there and that *label* may mean."""
        if not label or not self._turn.matters.by_id:
            return ()
        found = labels.match(self._turn, label)
        ids = [*([found.matter_id] if found.matter_id else []), *found.choices]
        known = self._turn.matters.by_id
        return tuple(
            known[each].number
            for each in dict.fromkeys(ids)
            if each != but and each in known and self._there.get(each)
        )[: labels.CHOICES]
