"""The product's transport, to which an answer that comes too late never came.

The real one waits for an answer by the clock, and a busy machine can be slower than
whatever a test has the patience for. So a practice system says which of its answers
comes too late, and nobody waits: only `tests/bot/test_transport.py` does, for the real
transport.
"""

from dataclasses import dataclass, field

from bot.connectors.base import Later, Request, Response, Unsure
from bot.transport import Transport

TOO_LATE = "x-too-late"


@dataclass(slots=True)
class Carrier:
    """Carries requests as the product's transport does; a late answer is none."""

    transport: Transport = field(default_factory=Transport)

    def send(self, request: Request) -> Response | Later | Unsure:
        answer = self.transport.send(request)
        if isinstance(answer, Response) and TOO_LATE in answer.headers:
            return Unsure("ReadTimeout")
        return answer

    def warm(self):
        """Do now what takes long the first time."""
        self.transport._opened()

    def close(self):
        self.transport.close()
