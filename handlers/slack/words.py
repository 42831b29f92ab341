"""Slack's own writing of a message ↔ the words that a person typed."""

import re
from collections.abc import Mapping

_CONTROL = re.compile(r"<([^<>\n]*)>")
_EMOJI = re.compile(r":[a-z0-9_+'-]+(?:::skin-tone-\d)?:")
_SPECIAL = {"channel": "@channel", "here": "@here", "everyone": "@everyone"}
# A mention of somebody, in text that is still as Slack has written it.
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|([^>]*))?>")


def said(text: str, *, names: Mapping[str, str] | None = None) -> str:
    """Return what was typed: links and mentions as they were seen, nothing escaped.

    *names* are those of people by their ids.

    >>> said("R&amp;D with <@U1>, <mailto:a@b.c|a@b.c>", names={"U1": "Ben"})
    'R&D with @Ben, a@b.c'
    """
    known = names or {}
    plain = _CONTROL.sub(lambda found: _seen(found[1], known), text)
    plain = plain.replace("\r\n", "\n").replace("\u00a0", " ")
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escaped(text: str) -> str:
    """Return *text* so that Slack shows it as it is and nobody is called by it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mentioned(text: str) -> list[str]:
    """Return the ids of the people that a text mentions, in order, each once."""
    return list(dict.fromkeys(found[1] for found in _MENTION.finditer(text)))


def without_mention(text: str, user: str) -> str:
    """Return *text* without the mentions of *user*: the bot that it is said to."""
    bare = re.sub(rf"\s*<@{re.escape(user)}(?:\|[^>]*)?>[:,]?\s*", " ", text)
    return "\n".join(" ".join(line.split(" ")).strip() for line in bare.split("\n"))


def says_nothing(text: str) -> bool:
    """Return whether there is no word in *text*: emoji, dots, nothing at all.

    >>> says_nothing(":thumbsup: !"), says_nothing("👍"), says_nothing("ok")
    (True, True, False)
    """
    return not any(each.isalnum() for each in _EMOJI.sub("", text))


def _seen(inside: str, names: Mapping[str, str]) -> str:
    """Return what a person sees of what stands between < and >."""
    target, bar, label = inside.partition("|")
    if target.startswith("@"):
        return f"@{names.get(target[1:]) or label or target[1:]}"
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        word = target[1:].partition("^")[0]
        return label if bar else _SPECIAL.get(word, f"@{word}")
    if bar:
        return label or target
    return target.removeprefix("mailto:").removeprefix("tel:")
