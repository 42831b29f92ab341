"""Puts a file the bot made where the person is, and never over another one."""

import os
import shutil
from itertools import count
from pathlib import Path

from bot.messages import File


def put_down(file: File, folder: Path) -> Path:
    """Copy *file* into *folder*, for its owner's eyes, and return its path there.

    What was made stays where it was made: so its name is never given to another, and
    the same message asked again has it again. A name that is taken here gets a number:
    an earlier file holds other entries. Where the folder cannot be written to, or is
    gone, the path is the one where it was made.
    """
    try:
        if folder.resolve() == file.path.parent.resolve():
            return file.path
    except OSError:
        return file.path
    name = Path(file.name)
    for number in count(1):
        called = name.name if number == 1 else f"{name.stem}-{number}{name.suffix}"
        place = folder / called
        try:
            with file.path.open("rb") as made, open(place, "xb", opener=_owned) as copy:
                shutil.copyfileobj(made, copy)
        except FileExistsError:
            continue
        except OSError:
            return _left(file, place)
        break
    return place


def _owned(path: str, flags: int) -> int:
    """Open a new file that only its owner can read."""
    return os.open(path, flags, 0o600)


def _left(file: File, place: Path) -> Path:
    """Take away half a copy at *place* (a full disk) and return where the file is."""
    if place.is_file():
        place.unlink()
    return file.path
