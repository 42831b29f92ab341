"""The form of an entry and the home page, as Slack's views. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.messages import Form, Home, Item
from handlers.slack import blocks
from handlers.slack.blocks import Block
from handlers.slack.words import escaped

ENTRY = "entry"
TRANSCRIPT = "transcript"
_OPTIONS = 100
_OPTION = 75
_LINES = 40
_OPEN = 10
_TARGETS = 20
_SYSTEMS = 20
_BILLING = (
    ("billable", "Billable"),
    ("no_charge", "No charge"),
    ("non_billable", "Non-billable"),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form was opened: what it changes, and the answer of ours it came from.

    It travels with the form as names of things, never as anybody's words.
    """

    entry: str = ""
    key: str = ""
    channel: str = ""
    ts: str = ""

    def told(self) -> str:
        """Return the origin in one line."""
        return f"{self.entry}|{self.key}|{self.channel}|{self.ts}"


def origin(told: str) -> Origin:
    """Return the origin that was `told`."""
    parts = [*told.split("|"), "", "", "", ""]
    return Origin(*parts[:4])


def entry(
    form: Form,
    *,
    origin: Origin,
    matters: Sequence[tuple[int, str]],
    listed: bool,
    today: date,
) -> Block:
    """Return the form of an entry; *listed* says that the firm has a matter list.

    *matters* are all of it, or none where there are too many to show.
    """
    return {
        "type": "modal",
        "callback_id": ENTRY,
        "private_metadata": origin.told(),
        "title": _plain("Edit time" if form.entry else "Log time"),
        "submit": _plain("Save"),
        "close": _plain("Cancel"),
        "blocks": [
            _input(
                "time",
                "Time",
                {
                    "type": "plain_text_input",
                    "placeholder": _plain("0.2, 12 min, 9:15-10"),
                    **({"initial_value": form.time} if form.time else {}),
                },
                hint="Hours, minutes, units, or from–to.",
            ),
            _input(
                "narrative",
                "What was done",
                {
                    "type": "plain_text_input",
                    "multiline": True,
                    "max_length": 3_000,
                    "placeholder": _plain("call with client re scheduling"),
                    **(
                        {"initial_value": form.narrative[:3_000]}
                        if form.narrative
                        else {}
                    ),
                },
            ),
            _matter(form, matters, listed=listed),
            _input(
                "day",
                "Day",
                {
                    "type": "datepicker",
                    "initial_date": (form.day or today).isoformat(),
                },
            ),
            _input(
                "billing",
                "Billing",
                {
                    "type": "static_select",
                    "initial_option": _billing(form.billing),
                    "options": [_billing(each) for each, _ in _BILLING],
                },
            ),
        ],
    }


def filled(state: Mapping[str, Any], *, entry_id: int | None) -> Form:
    """Return the form that somebody has sent; what is missing stays empty."""
    said = {
        name: element
        for name, fields in state.items()
        if isinstance(fields, Mapping)
        for element in fields.values()
        if isinstance(element, Mapping)
    }
    matter = said.get("matter", {})
    picked = str((matter.get("selected_option") or {}).get("value") or "")
    day = said.get("day", {}).get("selected_date")
    billing = (said.get("billing", {}).get("selected_option") or {}).get("value")
    return Form(
        time=str(said.get("time", {}).get("value") or "").strip(),
        narrative=str(said.get("narrative", {}).get("value") or "").strip(),
        matter=str(matter.get("value") or "").strip(),
        matter_id=int(picked) if picked.isdecimal() else None,
        day=_day(day),
        billing=billing if billing in dict(_BILLING) else "billable",
        entry=entry_id,
    )


def transcript(text: str, *, origin: Origin) -> Block:
    """Return the form in which a transcript is put right before it is kept."""
    return {
        "type": "modal",
        "callback_id": TRANSCRIPT,
        "private_metadata": origin.told(),
        "title": _plain("What was said"),
        "submit": _plain("Keep"),
        "close": _plain("Cancel"),
        "blocks": [
            _input(
                "text",
                "Your words",
                {
                    "type": "plain_text_input",
                    "multiline": True,
                    "max_length": 3_000,
                    "initial_value": text[:3_000],
                },
            )
        ],
    }


def options(matters: Sequence[tuple[int, str]]) -> list[Block]:
    """Return matters as what a select offers."""
    return [_option(str(number), words) for number, words in matters[:_OPTIONS]]


def home(page: Home, *, joining: str | None) -> Block:
    """Return a person's home page; *joining* is None for who may not set it."""
    found: list[Block] = [
        {"type": "header", "text": _plain(page.today.title[:150] or "Today")},
        _section(f"*{escaped(page.today.total)}* · {escaped(page.week)}"),
        {
            "type": "actions",
            "elements": [
                blocks.button("log", "Log time", "", style="primary"),
                blocks.button(
                    "export",
                    "Export today",
                    page.today.start.isoformat(),
                    read="Make the file of today",
                ),
                _targets(page),
                blocks.button("show", "Week", "week", read="Show the week"),
            ],
        },
        *_systems(page),
        {"type": "divider"},
    ]
    waiting = [*(each for each in page.today.items if each.missing), *page.open]
    if waiting:
        found.append(_section("*Still open*"))
        for each in waiting[:_OPEN]:
            line = f"{each.day.strftime('%a %-d %b')} · {blocks.item_line(each)}"
            found.append(_with_edit(line, each))
        if page.waiting:
            found.append(blocks.context(page.waiting))
        found.append({"type": "divider"})
    found += _by_matter([each for each in page.today.items if not each.missing])
    if not page.today.items:
        found.append(
            _section(
                "Nothing is kept for today yet. Send me a line, for example:\n"
                "`0.2 call re scheduling, Smith file`\n"
                "`Bookmark: reviewing contract, paused at clause 12 — Chen file`\n"
                "`today` · `export clio` · `help`"
            )
        )
    found += [{"type": "divider"}, *_settings(page, joining)]
    return {"type": "home", "blocks": found[:100]}


def _by_matter(items: Sequence[Item]) -> list[Block]:
    """Return the day's entries matter by matter, each with a way to change it."""
    found: list[Block] = []
    matter = None
    for each in items[:_LINES]:
        if each.matter != matter:
            matter = each.matter
            found.append(_section(f"*{escaped(matter)}*"))
        said = [f"{each.number} · {each.time}", each.narrative, each.more]
        found.append(_with_edit(escaped(" · ".join(p for p in said if p)), each))
    if len(items) > _LINES:
        left = len(items) - _LINES
        found.append(blocks.context(f"… and {left} more; say: today"))
    return found


def _with_edit(line: str, each: Item) -> Block:
    return {
        **_section(line[:2_900]),
        "accessory": blocks.button(
            "edit",
            "Edit",
            f"{each.id}|",
            read=f"Edit entry {each.number} of {each.day}",
        ),
    }


def _settings(page: Home, joining: str | None) -> list[Block]:
    """Return what is set, and for who runs the workspace who may join."""
    said = (
        f"{page.name} · days in {page.zone} · rounding {page.rounding} · {page.firm}\n"
        "me shows and changes these. Your time is shown to nobody but you."
    )
    found: list[Block] = [
        blocks.context(said),
        blocks.context(page.coming),
        {
            "type": "actions",
            "elements": [
                blocks.button("show-1", "Settings", "me", read="Show my settings"),
                blocks.button(
                    "show-2", "Schedule", "schedule", read="Show what comes round"
                ),
            ],
        },
    ]
    if joining is not None:
        choices = (
            ("open", "Every full member may start"),
            ("invited", "Only who is invited may start"),
        )
        found.append(
            {
                **_section("Who may use Tenths in this workspace?"),
                "accessory": {
                    "type": "static_select",
                    "action_id": "joining",
                    "options": [_option(value, label) for value, label in choices],
                    "initial_option": _option(joining, dict(choices)[joining]),
                },
            }
        )
    return found


def _systems(page: Home) -> list[Block]:
    """Return a push to each practice system, shown first and sent at one yes."""
    if not page.systems:
        return []
    buttons = [
        blocks.button(f"show-{each.number}", each.label, each.say)
        for each in page.systems[:_SYSTEMS]
    ]
    return [{"type": "actions", "elements": buttons}]


def _targets(page: Home) -> Block:
    """Return what makes today's file for one of the targets."""
    day = page.today.start.isoformat()
    return {
        "type": "static_select",
        "action_id": "export-as",
        "placeholder": _plain("Export as…"),
        "options": [_option(f"{each} {day}", each) for each in page.targets[:_TARGETS]],
    }


def _matter(form: Form, matters: Sequence[tuple[int, str]], *, listed: bool) -> Block:
    """Return the field for the matter: typed, picked, or searched for."""
    if not listed:
        element: Block = {
            "type": "plain_text_input",
            "max_length": 200,
            "placeholder": _plain("Smith"),
            **({"initial_value": form.matter[:200]} if form.matter else {}),
        }
        return _input("matter", "Matter", element, optional=True)
    known = dict(matters)
    initial = (
        {"initial_option": _option(str(form.matter_id), form.matter)}
        if form.matter_id is not None and (not matters or form.matter_id in known)
        else {}
    )
    if matters:
        element = {
            "type": "static_select",
            "placeholder": _plain("Which matter?"),
            "options": options(matters),
            **initial,
        }
    else:
        element = {
            "type": "external_select",
            "placeholder": _plain("Type a name or number"),
            "min_query_length": 0,
            **initial,
        }
    return _input("matter", "Matter", element, optional=True)


def _input(
    name: str, label: str, element: Block, *, hint: str = "", optional: bool = False
) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": _plain(label),
        "element": {**element, "action_id": name},
        "optional": optional,
        **({"hint": _plain(hint)} if hint else {}),
    }


def _option(value: str, label: str) -> Block:
    short = label if len(label) <= _OPTION else label[: _OPTION - 1] + "…"
    return {"text": _plain(short), "value": value[:150]}


def _billing(value: str) -> Block:
    return _option(value, dict(_BILLING).get(value, "Billable"))


def _section(text: str) -> Block:
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": text, "verbatim": True},
    }


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
