"""argv -> a call: which command, with which values. Reads well-formed calls of `check` and `score` without click.

Whatever else there is (help, completion, other commands, mistakes) goes to `commands`, which reads the same tables.
"""

from __future__ import annotations

from healthlint.cli.options import COMMANDS, OPTIONS
from healthlint.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.cli.options import Option

_DIRECT = ("check", "score")


class Call:
    """A command and what it was given. `raw` holds for each option given its strings in order; a flag holds none."""

    __slots__ = ("_raw", "command", "operands")

    def __init__(self, command: str, raw: dict[str, list[str]], operands: list[str]) -> None:
        self.command = command
        self.operands = operands
        self._raw = raw
        for name in raw:
            self._check(OPTIONS[name])

    def flag(self, name: str) -> bool:
        """Whether the flag was given."""
        return name in self._raw

    def text(self, name: str) -> str | None:
        """The value of an option, the last one given; None where there is none."""
        values = self._raw.get(name)
        return values[-1] if values else None

    def texts(self, name: str) -> list[str]:
        """All values of an option that may be repeated."""
        return self._raw.get(name, [])

    def number(self, name: str) -> int | None:
        """The value of an option that takes a whole number."""
        value = self.text(name)
        return None if value is None else int(value)

    def names(self, name: str) -> tuple[str, ...]:
        """The names given to an option, each once, in order."""
        listed = [part.strip() for value in self.texts(name) for part in value.split(",")]
        return tuple(dict.fromkeys(listed))

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """The values of an option of the form A=B, split."""
        return [(left, right) for left, _, right in (value.partition("=") for value in self.texts(name))]

    def values(self) -> dict[str, list[str]]:
        """Everything that was given, by option."""
        return dict(self._raw)

    def _check(self, option: Option) -> None:
        """What both ways of reading leave to be checked: values with a form of their own."""
        flag = option.flags[0]
        for value in self.texts(option.name):
            if option.kind == "names" and not all(part.strip() for part in value.split(",")):
                raise UsageError(f'{flag}: a name is missing in "{value}": write {option.metavar}')
            if option.kind == "pair":
                left, _, right = value.partition("=")
                if left not in option.choices or not right:
                    allowed = ", ".join(option.choices)
                    raise UsageError(f'{flag}: "{value}" is not {option.metavar}; formats are {allowed}')


def parse(argv: Sequence[str]) -> Call | None:
    """The call that `argv` (without the program) makes; None where click has to look at it.

    Raises `UsageError` for a value that only this project knows the form of.
    """
    if not argv or argv[0] not in _DIRECT:
        return None
    command = COMMANDS[argv[0]]
    flags = {flag: OPTIONS[name] for name in command.options for flag in OPTIONS[name].flags}
    raw: dict[str, list[str]] = {}
    operands: list[str] = []
    rest = list(reversed(argv[1:]))
    while rest:
        word = rest.pop()
        if word == "--":
            operands += reversed(rest)
            break
        if not word.startswith("-") or word == "-":
            operands.append(word)
            continue
        if not _take(word, rest, flags, raw):
            return None
    return Call(command.name, raw, operands)


def _take(word: str, rest: list[str], flags: dict[str, Option], raw: dict[str, list[str]]) -> bool:
    """Put one option and its value into `raw`; False where it is not well-formed."""
    flag, joined, value = word.partition("=")
    option = flags.get(flag)
    if option is None or (joined and not flag.startswith("--")):
        return False
    if option.kind == "flag":
        raw[option.name] = []
        return not joined
    if not joined:
        if not rest:
            return False
        value = rest.pop()
    if option.kind == "choice" and value not in option.choices:
        return False
    if option.kind == "number" and not (value.isascii() and value.isdigit() and int(value) >= option.least):
        return False
    raw[option.name] = [*raw.get(option.name, []), value] if option.repeatable else [value]
    return True
