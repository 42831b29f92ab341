"""An HTML body as lines, each knowing in what its element stands."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handlers.email import bodylines, fieldlabels
from handlers.email.bodylines import EDGE, PHONE, SEALED, SIGNATURE, Line

MOST_CHARACTERS = 1_000_000
MOST_NODES = 60_000
RULE = "_" * 32
# Whose a letter is stands in its first lines.
_HEAD_LINES = 30
# An element in which Outlook sets the head of a letter, if it is one.
RULED = "ruled"

_UNSHOWN = {
    *"head style script title template noscript object iframe svg math".split(),
    *"textarea select meta link base audio video canvas map".split(),
}
_BLOCKS = {
    *"address article aside blockquote body center dd details dir div dl dt".split(),
    *"fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li".split(),
    *"main menu nav ol p pre section summary table tbody tfoot thead tr ul".split(),
}
_SEALED_CLASSES = {
    *"gmail_quote gmail_quote_container protonmail_quote tutanota_quote".split(),
    *"zmail_extra moz-forward-container moz-email-headers-table".split(),
    *"front-blockquote missive_quote".split(),
}
_SEALED_IDS = {
    *"isforwardcontent isreplycontent origbody reply139content".split(),
    *"mail-editor-reference-message-container olk_src_body_section".split(),
    *"mailoriginal qqmailoriginal ntes-pcmac-reply".split(),
}
_EDGE_IDS = {
    *"divrplyfwdmsg appendonsend orimsghtmlseperator replysplit".split(),
    *"mail-editor-reference-message hmailquote".split(),
}
_SIGNATURE_IDS = {
    *"signature composer_signature linebreakatbeginningofsignature".split(),
    *"signature_bookmark sig ms-outlook-desktop-signature".split(),
}
_SIGNATURE_CLASSES = {
    *"gmail_signature gmail_signature_prefix moz-signature zmail_signature".split(),
    *"protonmail_signature_block-user protonmail_signature_block".split(),
    *"signature email-signature wisestamp_app hs_signature".split(),
}
# GMX and Spark name their sections.
_SECTIONS = {
    "quote": SEALED,
    "messageReplySection": SEALED,
    "messageSignatureSection": SIGNATURE,
}
_PHONE_IDS = {"ms-outlook-mobile-signature", "applemailsignature"}

_HIDDEN = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|max-height:0(?![.\d])|opacity:0(?![.\d])|font-size:0(?![.\d])"
)
_OUTLOOK_BORDER = re.compile(
    r"border-top:(?:solid)?#(?:e1e1e1|b5c4df)(?:1\.0pt)?|border-top:1(?:\.0)?p[tx]solid#?(?:e1e1e1|b5c4df)"
)
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_MARGIN_0 = re.compile(r"margin(?:-top|-bottom)?:0")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside an element: restored when it is left."""

    tag: str
    depth: int
    place: str
    pre: bool
    gap: bool = False
    mailto: str = ""
    began: int = 0


def from_html(html: str) -> list[Line]:
    """Return the lines that *html* shows, in order, without what is hidden."""
    body = LexborHTMLParser(html[:MOST_CHARACTERS]).body
    if body is None:
        return []
    walk = _Walk()
    walk.through(body)
    return walk.lines


@dataclass(slots=True)
class _Walk:
    """Goes through the elements in their order, writing lines."""

    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    written: int = 0
    edge: bool = False
    others: int = 0  # lines of somebody else's, one after another
    state: _State = field(
        default_factory=lambda: _State(tag="body", depth=0, place="", pre=False)
    )

    def through(self, body: LexborNode) -> None:
        """Write the lines of *body*, without recursion, up to the caps."""
        opened: list[_State] = []
        node = body.first_child
        for _ in range(MOST_NODES):
            if node is None or self._is_full():
                break
            inner = self._enter(node)
            if inner is not None:
                opened.append(self.state)
                self.state = inner
                node = node.first_child
                continue
            while node is not None and node.next is None and opened:
                node = node.parent
                self._leave(opened.pop())
            node = node.next if node is not None else None
        self._end_line()

    def _is_full(self) -> bool:
        return (
            self.written > bodylines.MOST_CHARACTERS
            or len(self.lines) > bodylines.MOST_LINES
        )

    def _has_seen_enough(self) -> bool:
        """Say whether nothing more of this quote or letter can be its head."""
        return self.others > _HEAD_LINES and (
            self.state.depth > 0 or self.state.place in {EDGE, SEALED}
        )

    def _enter(self, node: LexborNode) -> _State | None:
        """Write *node*, or return the state inside it when it has children to visit."""
        tag = node.tag or ""
        if tag == "-text":
            self._write(node.text_content or "")
            return None
        if tag.startswith("-") or tag in _UNSHOWN or self._has_seen_enough():
            return None
        if tag == "br":
            self._end_line(blank=True)
            return None
        attributes = node.attributes
        style = _tight(attributes.get("style")) if attributes else ""
        if style and _HIDDEN.search(style):
            return None
        if attributes and "hidden" in attributes:
            return None
        if tag in _BLOCKS:
            self._end_line()
        names = _names(attributes) if attributes else frozenset()
        if not self.edge and names & _EDGE_IDS:
            self.edge = True
        if tag == "hr":
            if not self.edge:
                self.lines.append(Line(RULE, self.state.depth, self.state.place))
            return None
        inner = self._inside(node, tag, attributes, names, style)
        if node.first_child is None:
            return None
        return inner

    def _inside(
        self,
        node: LexborNode,
        tag: str,
        attributes: dict[str, str | None],
        names: frozenset[str],
        style: str,
    ) -> _State:
        state = self.state
        place, depth = state.place, state.depth
        if tag == "blockquote" and _is_quote(attributes, names, style):
            depth += 1
        elif place not in {EDGE, SEALED}:
            place = self._place(node, names, style, attributes) or place
        margin = tag == "p" and not (
            any(each.startswith("mso") for each in names) or _MARGIN_0.search(style)
        )
        if margin:
            self._gap()
        href = attributes.get("href") or "" if tag == "a" else ""
        address = href[7:].partition("?")[0] if href[:7].lower() == "mailto:" else ""
        return _State(
            tag=tag,
            depth=depth,
            place=EDGE if self.edge else place,
            pre=state.pre or tag == "pre" or "white-space:pre" in style,
            gap=margin,
            mailto=address[:254],
            began=len(self.words),
        )

    def _place(
        self,
        node: LexborNode,
        names: frozenset[str],
        style: str,
        attributes: dict[str, str | None],
    ) -> str:
        """Return where the lines of an element stand by its names, or nothing."""
        if names & _SEALED_CLASSES or names & _SEALED_IDS or _is_yahoo(names):
            return "" if _is_answered_inside(node) else SEALED
        named = attributes.get("name")
        if named in _SECTIONS:
            return _SECTIONS[named]
        if "gmail_attr" in names:
            return SEALED
        if names & _PHONE_IDS:
            return PHONE
        if names & _SIGNATURE_IDS or names & _SIGNATURE_CLASSES:
            return SIGNATURE
        if style and _OUTLOOK_BORDER.search(style):
            return RULED
        return ""

    def _leave(self, outer: _State) -> None:
        """Close the element that is open and go on in *outer*."""
        inner = self.state
        if inner.mailto and "@" not in "".join(self.words[inner.began :]):
            hidden = bodylines.plain(inner.mailto)
            self.words.append(f"{bodylines.OPENS}{hidden}{bodylines.CLOSES}")
        if inner.tag in _BLOCKS:
            self._end_line()
        elif inner.tag in {"td", "th"}:
            self.words.append(" ")
        if inner.gap:
            self._gap()
        if inner.place == RULED != outer.place and self._ends_with_head():
            self.edge = True
        self.state = outer
        if self.edge and outer.place != EDGE:
            self.state = _State(outer.tag, outer.depth, EDGE, outer.pre)

    def _ends_with_head(self) -> bool:
        """Say whether the lines under the rule that ends here are those of a head."""
        known = 0
        for line in reversed(self.lines):
            if line.place != RULED:
                break
            pair = fieldlabels.split(line.text)
            known += bool(pair and fieldlabels.meanings(pair[0]))
        return known > 1

    def _write(self, text: str) -> None:
        if self.state.pre and ("\n" in text or "\r" in text):
            parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            for part in parts[:-1]:
                self.words.append(bodylines.plain(part))
                self._end_line(blank=True)
            self.words.append(bodylines.plain(parts[-1]))
            return
        if not text.strip(" \t\n\r\f\v"):
            if self.words:
                self.words.append(" ")
            return
        tight = _SPACES.sub(" ", text)
        self.words.append(bodylines.plain(tight) or " ")

    def _end_line(self, *, blank: bool = False) -> None:
        """End the line that is being written; an empty one counts when *blank*."""
        if self.words:
            text = "".join(self.words).strip()[: bodylines.LONGEST]
            self.words.clear()
            self._keep(text)
        elif blank:
            self._keep("")

    def _keep(self, text: str) -> None:
        place = EDGE if self.edge else self.state.place
        depth = self.state.depth
        if depth == 0 and text.startswith(">") and not text.endswith(">>>"):
            text, depth = text.lstrip("> "), 1
        self.others = self.others + 1 if depth or place in {EDGE, SEALED} else 0
        for each in text.split("\n"):
            self.lines.append(Line(each.strip(), depth, place))
        self.written += len(text) + 1

    def _gap(self) -> None:
        if self.lines and self.lines[-1].text:
            self.lines.append(Line("", self.state.depth, self.state.place))


def _tight(style: str | None) -> str:
    return style[:1_000].lower().replace(" ", "") if style else ""


def _names(attributes: dict[str, str | None]) -> frozenset[str]:
    """Return id and classes, in lower case, without what OWA puts before them."""
    both = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    if both == " ":
        return frozenset()
    words = both[:1_000].lower().split()
    return frozenset(each.removeprefix("x_") for each in words)


def _is_yahoo(names: frozenset[str]) -> bool:
    return any("yahoo_quoted" in each for each in names)


def _is_quote(
    attributes: dict[str, str | None], names: frozenset[str], style: str
) -> bool:
    """Say whether a blockquote quotes; mail programs also indent with it."""
    if attributes.get("type") == "cite" or "cite" in attributes or names:
        return True
    return not ("border:none" in style or style.startswith("margin:00040px"))


def _is_answered_inside(node: LexborNode) -> bool:
    """Say whether an element is a saying and its quotes, among which people answer.

    What stands before the first quote is then one line, and ends in a colon.
    """
    child = node.first_child
    before: list[str] = []
    for _ in range(12):
        if child is None:
            return False
        if child.tag == "blockquote":
            said = " ".join("".join(before).split())
            blocks = sum(1 for each in before if each.startswith("\n"))
            return blocks <= 1 and 0 < len(said) < 400 and said.endswith((":", "："))
        is_text = child.tag == "-text"
        words = (child.text_content if is_text else child.text()) or ""
        if "---" in words or "===" in words or len(words) > 600:
            return False
        if words.strip():
            before.append(f"\n{words}" if child.tag in _BLOCKS else words)
        child = child.next
    return False
