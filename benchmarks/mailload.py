"""A client that brings letters over kept connections, in a process of its own.

`python -m benchmarks.mailload PLAN` reads its plan (JSON) and says "ready"; told to
go, it brings the letters and prints what that took. It does as little as it can, for
it has its share of the same two cores.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

HOST = "127.0.0.1"
MX = "mx.firm.example"
_SIZE = 10_000
_HEAD = """\
Authentication-Results: {mx}; dmarc=pass header.from=firm.example\r
From: {name} <{sender}>\r
To: {recipient}\r
Subject: Fwd: Settlement conference, item {number}\r
Date: {date}\r
Message-ID: <{name}.{number}@client.example>\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary="=_apart"\r
\r
"""
_PLAIN = """\
--=_apart\r
Content-Type: text/plain; charset="utf-8"\r
Content-Transfer-Encoding: 8bit\r
\r
{line}\r
\r
-- \r
{name}, solicitor\r
\r
---------- Forwarded message ---------\r
From: Jane Doe <jane@client.example>\r
Date: Wed, 18 Nov 2026 at 09:10\r
Subject: Settlement conference, item {number}\r
To: {name} <{sender}>\r
\r
{text}\r
"""
_MARKUP = """\
--=_apart\r
Content-Type: text/html; charset="utf-8"\r
Content-Transfer-Encoding: 8bit\r
\r
<div dir="ltr">{line}<div><br></div><div>-- <br>{name}, solicitor</div></div>\r
<div class="gmail_quote"><div dir="ltr" class="gmail_attr">\r
---------- Forwarded message ---------<br>\r
From: Jane Doe &lt;jane@client.example&gt;<br>\r
Date: Wed, 18 Nov 2026 at 09:10<br>Subject: Settlement conference, item {number}<br>\r
To: {name} &lt;{sender}&gt;<br></div><br>\r
{markup}</div>\r
--=_apart--\r
"""
_WORDS = (
    "We refer to your letter of last week and to our call. Our client has read the "
    "draft with care, and asks that clause {at} be put as it stood before; the other "
    "side spent 2.5 hours on it – far more than it is worth."
)
_WORK = ("call re scheduling", "email to counsel re item", "reviewing draft", "letter")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to bring, and where: to each of *people* in turn, from their address."""

    port: int
    sessions: int
    start: int
    count: int
    date: str
    people: Sequence[tuple[str, str, str]]
    matters: Sequence[str]
    local: bool = False

    def told(self) -> str:
        """Return the plan as the client's argument."""
        return json.dumps(asdict(self))


def letters(plan: Plan) -> Iterator[tuple[str, str, bytes]]:
    """Yield sender, recipient, and a letter of about ten kilobytes, each another."""
    for number in range(plan.start, plan.start + plan.count):
        name, sender, recipient = plan.people[number % len(plan.people)]
        work = _WORK[number % len(_WORK)]
        matter = plan.matters[number // len(plan.people) % len(plan.matters)]
        told = {
            "mx": MX,
            "name": name,
            "sender": sender,
            "recipient": recipient,
            "number": number,
            "date": plan.date,
            "line": f"0.{1 + number % 9} {work} {number}, {matter}",
        }
        raw = _HEAD.format(**told) + _body(told)
        yield sender, recipient, raw.encode()


def _body(told: dict[str, object]) -> str:
    """Return the two bodies: as much of a forwarded letter as makes the size."""
    share = _SIZE - len(_HEAD) - len(_PLAIN) - len(_MARKUP)
    said = [_WORDS.format(at=at) for at in range(1, share // (2 * len(_WORDS)) + 1)]
    text = "\r\n\r\n".join(said)
    markup = "\r\n".join(f"<p>{each}</p>" for each in said)
    return _PLAIN.format(**told, text=text) + _MARKUP.format(**told, markup=markup)


class Session(asyncio.Protocol):
    """One connection: says a command, waits for the answer, says the next."""

    def __init__(self, kept: "Kept", hello: bytes) -> None:
        self._kept = kept
        self._next = [hello]
        self._got = b""
        self._since = 0.0
        self.ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        if not self._got.endswith(b"\n"):
            return
        last = self._got[self._got.rfind(b"\n", 0, -1) + 1 :]
        self._got = b""
        if last[3:4] != b"-":
            self._answered(last)

    def connection_lost(self, _error: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_result(None)

    def _answered(self, answer: bytes) -> None:
        """Go on after a whole *answer*."""
        if answer[:1] not in b"23":
            self._kept.refused.append(answer.decode().strip())
            self._transport.close()
            return
        if not self._next:
            if self._since:
                self._kept.waits.append(time.perf_counter() - self._since)
            self._next = self._kept.steps()
            self._since = time.perf_counter()
        if self._next:
            self._transport.write(self._next.pop(0))
        else:
            self._transport.close()


class Kept:
    """The letters that are still to be brought, and how long each took."""

    def __init__(self, plan: Plan) -> None:
        self.waits: list[float] = []
        self.refused: list[str] = []
        self._left = iter(
            [
                [
                    f"MAIL FROM:<{sender}> SIZE={len(raw)}\r\n".encode(),
                    f"RCPT TO:<{recipient}>\r\n".encode(),
                    b"DATA\r\n",
                    raw + b".\r\n",
                ]
                for sender, recipient, raw in letters(plan)
            ]
        )

    def steps(self) -> list[bytes]:
        """Return what is to be said for the next letter, or nothing."""
        return next(self._left, [])


async def _brought(plan: Plan, kept: Kept) -> float:
    """Bring every letter; return how many seconds that took."""
    loop = asyncio.get_running_loop()
    hello = b"LHLO client\r\n" if plan.local else b"EHLO client\r\n"
    began = time.perf_counter()
    sessions = [
        (await loop.create_connection(lambda: Session(kept, hello), HOST, plan.port))[1]
        for _ in range(plan.sessions)
    ]
    await asyncio.gather(*(each.ended for each in sessions))
    return time.perf_counter() - began


def main(told: str) -> None:
    """Bring the letters of the plan that is *told* when told to go."""
    plan = Plan(**json.loads(told))
    kept = Kept(plan)
    print("ready", flush=True)
    sys.stdin.readline()
    seconds = asyncio.run(_brought(plan, kept))
    waits = sorted(kept.waits)
    said = {
        "letters": len(waits),
        "seconds": seconds,
        "p50": waits[len(waits) // 2] if waits else 0,
        "p99": waits[len(waits) * 99 // 100] if waits else 0,
        "refused": kept.refused[:3],
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1])
