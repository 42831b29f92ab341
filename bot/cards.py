"""What became of one message: its entries as they are now, and what is still asked."""

from bot import changewords, items, questions, replies, showing
from bot.messages import Reply
from bot.turn import Turn
from storage import amendments


def card(turn: Turn, about: int, *, notes: tuple[str, ...] = ()) -> Reply:
    """Return the message with the id *about* as it stands now, with *notes* under it.

    It says the same as the first answer, for entries that may have changed since.
    """
    every = amendments.entries(turn.db, firm_id=turn.firm.id, about_id=about)
    shown = dict(
        zip((each.id for each in every), showing.every(turn, every), strict=True)
    )
    live = [each for each in every if each.state != "void"]
    parts = []
    if len(every) == 1 and live:
        minutes = showing.total(turn, live[0].day)
        parts.append(replies.kept(shown[live[0].id], minutes=minutes, today=turn.today))
    else:
        for each in every:
            line = replies.gone if each.state == "void" else replies.new
            parts.append(line(shown[each.id], today=turn.today))
    if not live:
        parts.insert(0, changewords.TAKEN_BACK)
    parts += replies.warned([shown[each.id] for each in live])
    asked = questions.offered(turn, live)
    parts += asked.texts
    parts += notes
    if not (len(every) == 1 and live):
        days = sorted({each.day for each in every} | {turn.today})
        parts.append(
            replies.totals(
                [(day, showing.total(turn, day)) for day in days], today=turn.today
            )
        )
    return Reply(
        "\n".join(parts),
        choices=asked.choices,
        items=items.every([shown[each.id] for each in every], every),
    )
