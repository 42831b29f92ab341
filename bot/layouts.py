"""The formats that a person may name: the built-in ones and the firm's own."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot import errors
from bot.desk import Desk
from bot.formats import FORMATS, in_locale, own
from bot.formats.base import Format

_LARGEST = 1_000_000
_DATES = {"DD/MM/YYYY": "%d/%m/%Y", "MM/DD/YYYY": "%m/%d/%Y"}


def named(desk: Desk, name: str, *, locale: str, word: str) -> Format:
    """Return the format called *name* as it is for *locale*.

    UnknownFormat lists the known ones; BadFormat says what is wrong with the file of
    a firm's own.
    """
    chosen = FORMATS.get(name)
    if chosen is not None:
        if chosen.target == "clio" and chosen.regional and desk.clio_dates:
            return replace(chosen, dates=_DATES[desk.clio_dates])
        return in_locale(chosen, locale)
    files = _files(desk)
    if name in files:
        return _load(files[name])
    loaded, faults = known(desk)
    if name in loaded:
        return loaded[name]
    raise errors.UnknownFormat(
        name, known=[*FORMATS, *loaded], broken=faults, word=word
    )


def known(desk: Desk) -> tuple[Mapping[str, Format], Mapping[str, str]]:
    """Return the firm's own formats by name, and what is wrong with others by file."""
    formats: dict[str, Format] = {}
    faults: dict[str, str] = {}
    for path in _files(desk).values():
        try:
            loaded = _load(path)
        except errors.BadFormat as fault:
            faults[path.name] = str(fault)
        else:
            formats[loaded.name] = loaded
    return formats, faults


def _files(desk: Desk) -> dict[str, Path]:
    """Return the firm's own format files by the name that each has on the disk."""
    if desk.formats is None or not desk.formats.is_dir():
        return {}
    return {path.stem.casefold(): path for path in sorted(desk.formats.glob("*.toml"))}


def _load(path: Path) -> Format:
    """Return the format in a file; BadFormat names the file and every fault."""
    refuse = partial(errors.BadFormat)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise refuse(f"{path.name} is too large for a format file.")
        return own.load(data.decode("utf-8"))
    except errors.BadFormat as fault:
        raise refuse(f"{path.name}: {fault}") from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise refuse(
            f"{path.name} cannot be read as text in UTF-8. Save it as that and try "
            "again."
        ) from fault
