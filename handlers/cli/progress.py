"""A bar for work that takes long: on a terminal only, and after a second only."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic

_PATIENCE = 1.0


class Bar:
    """Counts what is done; draws itself once the work has lasted a second."""

    def __init__(self, what: str, drawn: ExitStack, *, terminal: bool) -> None:
        self._what = what
        self._drawn = drawn
        self._terminal = terminal
        self._since = monotonic()
        self._draw = self._wait

    def __call__(self, done: int, total: int | None = None) -> None:
        """Say that *done* of *total* is done; the total may not be known."""
        self._draw(done, total)

    def _wait(self, done: int, total: int | None) -> None:
        if not self._terminal or monotonic() - self._since < _PATIENCE:
            return
        # Most commands end before a bar is drawn and shall not wait for its import.
        from rich.console import Console  # noqa: PLC0415 - start-up
        from rich.progress import Progress  # noqa: PLC0415 - start-up

        bar = self._drawn.enter_context(
            Progress(console=Console(stderr=True), transient=True)
        )
        task = bar.add_task(self._what, total=total)

        def draw(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        self._draw = draw
        draw(done, total)


@contextmanager
def shown(what: str) -> Iterator[Bar]:
    """Give a Bar that is drawn on standard error and wiped at the end."""
    with ExitStack() as drawn:
        yield Bar(what, drawn, terminal=sys.stderr.isatty())
