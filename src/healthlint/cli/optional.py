"""Options whose value may be left out: argv is written so that each has one, joined by "=".

`--diff` alone means `--diff=HEAD`; a word behind it is its value unless it starts with "-" or there is a file or folder
of that name. What can be read in both ways is refused.
"""

from __future__ import annotations

import os

from healthlint.cli.options import COMMANDS, OPTIONS
from healthlint.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.cli.options import Option


def joined(argv: Sequence[str]) -> list[str]:
    """`argv` with a value for each of those options. Raises UsageError where a word is a file and a commit."""
    command = COMMANDS.get(argv[0])
    if command is None:
        return list(argv)
    flags = {flag: OPTIONS[name] for name in command.options for flag in OPTIONS[name].flags}
    result = [argv[0]]
    rest = list(reversed(argv[1:]))
    while rest:
        word = rest.pop()
        option = flags.get(word)
        if word == "--":
            return [*result, word, *reversed(rest)]
        if option is not None and option.bare:
            result.append(f"{word}={_value(option, word, rest)}")
            continue
        result.append(word)
        if option is not None and option.kind != "flag" and rest:
            result.append(rest.pop())
    return result


def _value(option: Option, flag: str, rest: list[str]) -> str:
    """The value of an option: the next word, taken from `rest`, or what it means without one."""
    if not rest or rest[-1].startswith("-"):
        return option.bare
    word = rest[-1]
    if not os.path.lexists(word):
        return rest.pop()
    from healthlint.changes.git import is_commit  # only what may be read in two ways is worth asking for

    if is_commit(word):
        message = f"{flag} {word} can be read in two ways: there is a path and a commit or branch of that name"
        raise UsageError(f"{message}\nwrite {flag}={word} for the commit, or {flag} -- {word} for the path")
    return option.bare
