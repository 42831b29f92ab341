"""The log of the command line: what failed and where, never what a person said."""

import logging
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from platformdirs import user_log_path

_OURS = ("bot", "handlers", "storage")
_MEGABYTE = 1_000_000


class Discreet(logging.Formatter):
    """Writes an exception as types and lines of code: its arguments may quote us."""

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        """Return the chain of exceptions in *ei*, oldest first, without arguments."""
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_told(error)) if error else ""


def open_log() -> str:
    """Let our own loggers write to the user's log file; return where that is.

    Where no file can be made, standard error serves. Other libraries' loggers are
    left silent, because what they quote is not ours to judge.
    """
    handler, place = _file()
    _let_write(handler)
    return place


def open_on(stream: TextIO) -> None:
    """Let our own loggers write to *stream*, a line for each thing done."""
    _let_write(logging.StreamHandler(stream))


def write(error: BaseException, *, reference: str) -> str:
    """Log *error* under its *reference*; return where."""
    place = open_log()
    logging.getLogger(__name__).error("fault reference=%s", reference, exc_info=error)
    return place


def _file() -> tuple[logging.Handler, str]:
    """Return what writes to the user's log file, and where that is."""
    try:
        folder = user_log_path("tenths")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / "tenths.log"
        handler = RotatingFileHandler(
            path, maxBytes=_MEGABYTE, backupCount=3, encoding="utf-8"
        )
    except OSError:
        return logging.StreamHandler(), "standard error"
    return handler, str(path)


def _let_write(handler: logging.Handler) -> None:
    # A log that cannot be written (a full disk) must not write to the terminal.
    logging.raiseExceptions = False
    handler.setFormatter(
        Discreet(
            "%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"
        )
    )
    for name in _OURS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(logging.INFO)
        logger.propagate = False
    logging.getLogger().addHandler(logging.NullHandler())


def _told(error: BaseException) -> Iterator[str]:
    """Yield the types and places of *error* and of what led to it, oldest first."""
    seen: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in seen:
        seen.append(each)
        each = each.__cause__ or each.__context__
    for one in reversed(seen):
        for frame in traceback.extract_tb(one.__traceback__):
            name = "/".join(Path(frame.filename).parts[-3:])
            yield f"  {name}:{frame.lineno} in {frame.name}"
        yield f"{type(one).__module__}.{type(one).__qualname__}"
