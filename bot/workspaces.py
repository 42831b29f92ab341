"""Workspaces of other systems: installed, with sealed tokens; and who joins from them.

A workspace is named as addresses begin (`slack:T1`), so that this module knows no
channel: what a system tells of itself is kept in *details* and handed back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from secrets import token_urlsafe
from typing import Any

from sqlalchemy.orm import Session

from bot import errors, faults, firmwords, joining, locales, people, sealing
from bot.changewords import not_invited
from bot.settings import Settings
from storage import contacts, numbers, tickets, workspaces
from storage import people as kept
from storage.engine import Store
from storage.models import Timekeeper, Workspace

_INVITED = "invited"
_NOBODY = 0
_AMERICAN = ("America/", "US/", "Pacific/Honolulu")


class NotInvited(errors.Problem):
    """Somebody may not join a firm by themselves."""

    def __init__(self) -> None:
        """Say who can let them in."""
        super().__init__(not_invited())


@dataclass(frozen=True, slots=True)
class Member:
    """A person as their system describes them."""

    name: str
    zone: str = ""
    locale: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What opens a workspace: *access*, and what renews it before it *expires*."""

    access: str
    refresh: str | None = None
    expires: datetime | None = None

    def __repr__(self) -> str:
        """Show that there are tokens, and none of them."""
        return f"Tokens(expires={self.expires})"


@dataclass(frozen=True, slots=True)
class Installed:
    """A workspace that Tenths is installed in; without *tokens* they are set elsewhere.

    *mark* names the very tokens that these are, to put others in their place.
    """

    home: str
    firm_id: int
    tokens: Tokens | None
    details: Mapping[str, Any]
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Workspaces:
    """Keeps workspaces and lets their people in, each in one transaction."""

    store: Store
    settings: Settings
    now: Callable[[], datetime]

    def settle(self, home: str, *, name: str, details: Mapping[str, Any]) -> Installed:
        """Give the workspace whose token the operator has set its firm, and return it.

        It is the one firm of this house, or a new one. Unavailable is raised where
        several could be meant.
        """
        with faults.told():
            self.store.write(
                partial(self._settle, home=home, name=name, details=details)
            )
            found = self.find(home)
        if found is None:
            raise errors.Unavailable(firmwords.several_firms(home))
        return found

    def install(
        self,
        home: str,
        *,
        name: str,
        tokens: Tokens,
        details: Mapping[str, Any],
        firm_id: int | None = None,
    ) -> None:
        """Keep an installation with its tokens sealed; a new workspace is a new firm.

        With *firm_id* it is that firm's.
        """

        def install(db: Session) -> None:
            numbers.hold(db, timekeeper_id=_NOBODY)
            known = workspaces.find(db, home)
            firm = known.firm_id if known else firm_id
            if firm is None:
                firm = joining.found(db, self.settings, at=self.now(), name=name)
            self._put(db, home, firm, tokens=tokens, details=details)

        with faults.told():
            self.store.write(install)

    def find(self, home: str) -> Installed | None:
        """Return the workspace with its tokens opened; None when it is not there."""
        with faults.told(), self.store.read() as db:
            row = workspaces.find(db, home)
        return None if row is None or row.removed_at else self._opened(row)

    def listed(self) -> list[Installed]:
        """Return every workspace in which Tenths is installed, tokens left sealed."""
        with faults.told(), self.store.read() as db:
            rows = [each for each in workspaces.listed(db) if not each.removed_at]
        return [Installed(each.home, each.firm_id, None, each.details) for each in rows]

    def remove(self, home: str) -> bool:
        """Forget the tokens of a workspace; its people's time stays kept."""
        gone = {"token": None, "refresh": None, "expires_at": None}
        with faults.told():
            changed = self.store.write(
                lambda db: workspaces.change(db, home, removed_at=self.now(), **gone)
            )
        return changed is not None

    def renewed(self, was: Installed, tokens: Tokens) -> bool:
        """Put new *tokens* in the place of those that *was* holds, if they still are.

        Of two who renew at one moment, one is right: the other finds them changed.
        """
        ring = self.settings.keys
        about = ("workspace", was.firm_id, was.home)

        def renew(db: Session) -> bool:
            return workspaces.refreshed(
                db,
                was.home,
                was=was.mark,
                token=sealing.seal(ring, tokens.access, about=(*about, "token")),
                refresh=sealing.seal(
                    ring, tokens.refresh or "", about=(*about, "refresh")
                ),
                expires_at=tokens.expires or self.now(),
            )

        with faults.told():
            return self.store.write(renew)

    def allow(self, home: str, *, joining: str) -> None:
        """Let every member join from a workspace (`open`), or only the `invited`."""
        with faults.told():
            self.store.write(lambda db: workspaces.change(db, home, joining=joining))

    def joining(self, home: str) -> str:
        """Return whether every member may join from a workspace: `open`, `invited`."""
        with faults.told(), self.store.read() as db:
            row = workspaces.find(db, home)
        return (row.joining if row else None) or self.settings.joining

    def is_known(self, by: str) -> bool:
        """Return whether *by* is somebody's address."""
        with faults.told(), self.store.read() as db:
            return kept.timekeeper_at(db, by) is not None

    def join(
        self, by: str, *, home: str, member: Member, invited: bool = False
    ) -> bool:
        """Give the address *by* its person in the workspace's firm, if it has none.

        Return whether they are new. Somebody whose mail address the firm knows is the
        same person. NotInvited is raised where that is needed.
        """

        def join(db: Session) -> bool:
            numbers.hold(db, timekeeper_id=_NOBODY)
            if kept.timekeeper_at(db, by) is not None:
                return False
            row = workspaces.find(db, home)
            if row is None or row.removed_at is not None:
                raise errors.Stranger(by)
            if (row.joining or self.settings.joining) == _INVITED and not invited:
                raise NotInvited
            self._enter(db, by, firm_id=row.firm_id, member=member)
            return True

        with faults.told():
            return self.store.write(join)

    def seen(self, by: str, *, member: Member | None = None, **fields: Any) -> None:
        """Keep how somebody is reached; their zone follows what their system says.

        It does not where they have set one of their own.
        """

        def put(db: Session) -> None:
            person = kept.timekeeper_at(db, by)
            if person is None:
                return
            owner = {"firm_id": person.firm_id, "timekeeper_id": person.id}
            said = dict(fields)
            if member is not None:
                known = contacts.find(db, firm_id=person.firm_id, address=by)
                self._follow(db, person, member, was=known.zone if known else None)
                said |= {"zone": member.zone or None, "locale": member.locale or None}
            contacts.put(db, **owner, address=by, **said)

        with faults.told():
            self.store.write(put)

    def who_is_in(self, conversation: str, *, home: str) -> str | None:
        """Return the address of a workspace's person who is written to there."""
        with faults.told(), self.store.read() as db:
            return contacts.in_conversation(
                db, conversation=conversation, start=f"{home}:"
            )

    def conversation(self, by: str) -> str | None:
        """Return the conversation in which somebody is written to, or None."""
        with faults.told(), self.store.read() as db:
            person = kept.timekeeper_at(db, by)
            if person is None:
                return None
            found = contacts.find(db, firm_id=person.firm_id, address=by)
        return found.conversation if found else None

    def has_home(self, by: str) -> bool:
        """Return whether somebody has looked at their home page."""
        with faults.told(), self.store.read() as db:
            person = kept.timekeeper_at(db, by)
            if person is None:
                return False
            found = contacts.find(db, firm_id=person.firm_id, address=by)
        return bool(found and found.home)

    def ticket(
        self, purpose: str, *, minutes: int = 10, details: Mapping[str, Any]
    ) -> str:
        """Return a word that may be used once, for *minutes*, and brings *details*."""
        word = token_urlsafe(32)
        now = self.now()

        def issue(db: Session) -> None:
            tickets.sweep(db, now=now)
            tickets.issue(
                db,
                word,
                purpose=purpose,
                details=details,
                expires_at=now + timedelta(minutes=minutes),
            )

        with faults.told():
            self.store.write(issue)
        return word

    def redeem(self, word: str, *, purpose: str) -> dict[str, Any] | None:
        """Use up the word of a ticket; None when it is none, used, or too old."""
        with faults.told():
            return self.store.write(
                lambda db: tickets.use(db, word, purpose=purpose, now=self.now())
            )

    def reseal(self) -> int:
        """Seal every token under the first key; return how many were not."""
        ring = self.settings.keys
        count = 0

        def reseal(db: Session) -> None:
            nonlocal count
            count = 0
            for row in workspaces.listed(db):
                anew = {}
                for field, name in (("token", "token"), ("refresh", "refresh")):
                    sealed = getattr(row, field)
                    if sealed and not sealing.is_current(ring, sealed):
                        about = ("workspace", row.firm_id, row.home, name)
                        anew[field] = sealing.rotate(ring, sealed, about=about)
                if anew:
                    workspaces.change(db, row.home, **anew)
                    count += len(anew)

        with faults.told():
            self.store.write(reseal)
        return count

    def _settle(
        self, db: Session, *, home: str, name: str, details: Mapping[str, Any]
    ) -> None:
        numbers.hold(db, timekeeper_id=_NOBODY)
        known = workspaces.find(db, home)
        firms = kept.firms(db)
        if known is None and len(firms) > 1:
            raise errors.Unavailable(firmwords.several_firms(home))
        if known is not None:
            firm_id = known.firm_id
        elif firms:
            firm_id = firms[0].id
        else:
            firm_id = joining.found(db, self.settings, at=self.now(), name=name)
        self._put(db, home, firm_id, tokens=None, details=details)

    def _put(
        self,
        db: Session,
        home: str,
        firm_id: int,
        *,
        tokens: Tokens | None,
        details: Mapping[str, Any],
    ) -> None:
        ring = self.settings.keys

        def sealed(text: str | None, name: str) -> str | None:
            about = ("workspace", firm_id, home, name)
            return sealing.seal(ring, text, about=about) if text else None

        workspaces.install(
            db,
            home=home,
            firm_id=firm_id,
            token=sealed(tokens.access, "token") if tokens else None,
            refresh=sealed(tokens.refresh, "refresh") if tokens else None,
            expires_at=tokens.expires if tokens else None,
            details=details,
            at=self.now(),
        )

    def _opened(self, row: Workspace) -> Installed:
        tokens = None
        about = ("workspace", row.firm_id, row.home)
        if row.token is not None:
            ring = self.settings.keys
            tokens = Tokens(
                sealing.unseal(ring, row.token, about=(*about, "token")),
                sealing.unseal(ring, row.refresh, about=(*about, "refresh"))
                if row.refresh
                else None,
                row.expires_at,
            )
        return Installed(row.home, row.firm_id, tokens, row.details, row.refresh)

    def _enter(self, db: Session, by: str, *, firm_id: int, member: Member) -> None:
        """Let somebody in: as the person the firm knows by mail, or as a new one."""
        known = (
            kept.timekeeper_at(db, f"email:{member.email.casefold()}")
            if member.email
            else None
        )
        if known is not None and known.firm_id == firm_id:
            kept.address_add(db, firm_id=firm_id, timekeeper_id=known.id, address=by)
        else:
            member = replace(member, name=" ".join(member.name.split())[:100] or "Me")
            people.add(
                db,
                firm_id=firm_id,
                address=by,
                said={
                    "name": member.name,
                    "zone": locales.zone(member.zone) or self.settings.timezone,
                    "locale": self._locale(member),
                },
            )
        person = kept.timekeeper_at(db, by)
        if person is not None:
            contacts.put(
                db,
                firm_id=firm_id,
                timekeeper_id=person.id,
                address=by,
                zone=member.zone or None,
                locale=member.locale or None,
            )

    def _locale(self, member: Member) -> str:
        """Return how a member's dates are read: American ones only in America.

        Systems give everybody en-US who has chosen nothing, and 3/4 is not 4/3.
        """
        try:
            said = locales.named(member.locale)
        except ValueError:
            return self.settings.locale
        if said == "en-US" and not member.zone.startswith(_AMERICAN):
            return self.settings.locale
        return said

    def _follow(
        self, db: Session, person: Timekeeper, member: Member, *, was: str | None
    ) -> None:
        """Let the person's zone follow their system's where they have set no other."""
        zone = locales.zone(member.zone)
        if zone and was and zone != was and person.zone == was:
            kept.change(db, firm_id=person.firm_id, timekeeper_id=person.id, zone=zone)
