"""The exceptions of healthlint: what went wrong, where, and what to do next.

This room knows nothing of files being open or of terminals: an error carries data, and only `cli` turns it into text
and an exit code.
"""

from __future__ import annotations


class Mistake:
    """One mistake in a file that a person wrote (a ruleset, a configuration, front matter).

    `file` is the label of the file, `line` and `column` are 1-based (0 where unknown), `key` is the dotted path of the
    YAML key ("" for the file as a whole), `message` says what is wrong and what to do next.
    """

    __slots__ = ("column", "file", "key", "line", "message")

    def __init__(self, file: str, line: int, key: str, message: str, column: int = 0) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.key = key
        self.message = message

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        key = f"{self.key}: " if self.key else ""
        return f"{place}: {key}{self.message}"

    def __repr__(self) -> str:
        return f"Mistake({str(self)!r})"


class HealthlintError(Exception):
    """The base of all errors that a user can cause. `exit_code` is what the command ends with."""

    exit_code = 2


class UsageError(HealthlintError):
    """Wrong arguments on the command line."""


class InputError(HealthlintError):
    """A file could not be read or decoded: what it holds was not checked.

    `label` names the file; the message says why and what to do.
    """

    exit_code = 3

    def __init__(self, label: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.label = label
        self.message = message
        self.line = line


class OutputError(HealthlintError):
    """The report could not be written: nobody can rely on what arrived of it."""

    exit_code = 3


class MistakesError(HealthlintError):
    """All the mistakes of the files that were read, gathered before failing."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


class RulesetError(MistakesError):
    """A ruleset can't be used."""


class LabelsError(MistakesError):
    """Labelled text can't be used."""


class BaselineError(MistakesError):
    """A baseline can't be used."""


class ConfigError(MistakesError):
    """A configuration can't be used."""
