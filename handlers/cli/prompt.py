"""What is typed at a prompt, a message at a time.

Where Python has GNU readline a line can be edited, earlier ones are a key away, and
several pasted lines are one message. Earlier lines live in memory alone: they are
privileged, and a history file would outlast them.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from io import TextIOWrapper

from handlers.cli import incoming

with suppress(ImportError):
    # Windows has none; its console edits lines by itself.
    import readline

    readline.parse_and_bind("set enable-bracketed-paste on")


def messages(prompt: str = "› ") -> Iterator[str]:
    """Yield what is typed until ctrl-D; ctrl-C forgets the line; blank ones are not.

    Where a key gives bytes that are no UTF-8, they are read as incoming.lines does.
    """
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors=incoming.OLD_WINDOWS)
    while True:
        try:
            typed = input(prompt)
        except KeyboardInterrupt:
            sys.stdout.write("\n")
            continue
        except EOFError:
            sys.stdout.write("\n")
            return
        if typed.strip():
            yield typed
