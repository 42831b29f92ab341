"""Runs a function as a command whose options typer reads from its signature."""

from collections.abc import Callable

import typer


def run(
    command: Callable[..., None], name: str, arguments: list[str], *, free: bool = False
) -> int:
    """Run *command* as `tenths name`; bad use leaves with 2, as typer says.

    Where its words are *free*, one that only looks like an option is a word.
    """
    app = plain()
    app.command(name, context_settings={"ignore_unknown_options": free})(command)
    return start(app, name, arguments)


def plain() -> typer.Typer:
    """Return an app without colour, completion and tracebacks: main answers for us."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
    )


def start(app: typer.Typer, name: str, arguments: list[str]) -> int:
    """Run *app* as `tenths name` and return its exit code."""
    try:
        app(args=arguments, prog_name=f"tenths {name}")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    return 0
