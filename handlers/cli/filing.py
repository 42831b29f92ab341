"""Puts a file the bot made where the person is, and never over another one."""

import shutil
from itertools import count
from pathlib import Path

from bot.messages import File


def put_down(file: File, folder: Path) -> Path:
    """Move *file* into *folder* and return its path there.

    A name that is taken gets a number: an earlier file holds other entries. Where
    the folder cannot be written to, the file stays where it was made.
    """
    if folder.resolve() == file.path.parent.resolve():
        return file.path
    name = Path(file.name)
    for number in count(1):
        called = name.name if number == 1 else f"{name.stem}-{number}{name.suffix}"
        place = folder / called
        try:
            with file.path.open("rb") as made, place.open("xb") as copy:
                shutil.copyfileobj(made, copy)
        except FileExistsError:
            continue
        except OSError:
            return _left(file, place)
        break
    file.path.unlink()
    return place


def _left(file: File, place: Path) -> Path:
    """Take away half a copy at *place* (a full disk) and return where the file is."""
    if place.is_file():
        place.unlink()
    return file.path
