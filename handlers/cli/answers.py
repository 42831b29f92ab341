"""An answer as it is written here, with its file put where we were started."""

import os
import shutil
import sys
from pathlib import Path

from bot.messages import Reply
from handlers.cli import filing, rendering
from handlers.cli.rendering import Paper


def paper() -> Paper:
    """Return what standard output is written on."""
    if not sys.stdout.isatty():
        return Paper()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Paper(width=shutil.get_terminal_size().columns, colour=not plain)


def _here() -> Path:
    """Return the folder we were started in; one that is gone is left to `filing`."""
    try:
        return Path.cwd()
    except OSError:
        return Path("/nowhere")


def shown(reply: Reply, *, json: bool = False) -> str:
    """Return a reply as it is written here; its file is put where we were started."""
    file = None if reply.file is None else filing.put_down(reply.file, _here())
    if json:
        return rendering.as_json(reply, file=file)
    return rendering.words(reply, paper=paper(), file=file)
