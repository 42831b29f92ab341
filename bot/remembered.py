"""A reply as it is kept with its message, so that a repeat is answered the same."""

from pathlib import Path
from typing import Any

from bot import filewords, items, replies
from bot.errors import Problem
from bot.messages import Choice, File, Reply


def told(reply: Reply) -> dict[str, Any]:
    """Return *reply* as JSON takes it."""
    answer: dict[str, Any] = {"text": reply.text}
    if reply.choices:
        answer["choices"] = [
            {"number": each.number, "label": each.label, "say": each.say}
            for each in reply.choices
        ]
    if reply.file is not None:
        answer["file"] = {"name": reply.file.name, "path": str(reply.file.path)}
    if reply.items:
        answer["items"] = [items.told(each) for each in reply.items]
    if reply.sheet is not None:
        answer["sheet"] = items.sheet_told(reply.sheet)
    return answer


def refused(problem: Problem) -> dict[str, Any]:
    """Return a *problem* as JSON takes it."""
    return {"problem": str(problem)}


def reply(answer: dict[str, Any] | None) -> Reply:
    """Return the reply that was kept, or raise the Problem that was."""
    if answer is None:
        return Reply(replies.ALREADY_KEPT)
    if "problem" in answer:
        raise Problem(answer["problem"])
    text, file = answer["text"], None
    if "file" in answer:
        file = File(answer["file"]["name"], Path(answer["file"]["path"]))
        if not file.path.is_file():
            text, file = f"{text}\n{filewords.fetched(file.name)}", None
    choices = tuple(Choice(**each) for each in answer.get("choices", ()))
    sheet = answer.get("sheet")
    return Reply(
        text,
        choices=choices,
        file=file,
        items=tuple(items.untold(each) for each in answer.get("items", ())),
        sheet=items.sheet_untold(sheet) if sheet else None,
    )
