"""Where the ruleset files are: those that come with healthlint, and the user's own by path or name.

Files are listed here, never read. `check` comes through here on every start.
"""

from __future__ import annotations

import os

from healthlint.errors import Mistake, RulesetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = (".yaml", ".yml")


def builtin_folder() -> str:
    """The folder of the rulesets that come with healthlint: inside the installed package, else in the repository.

    Raises RulesetError where there is neither.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    source = os.path.dirname(package)
    folder = os.path.join(package, "rulesets")
    if os.path.isdir(folder):
        return folder
    repository = os.path.join(os.path.dirname(source), "rulesets")
    if os.path.basename(source) == "src" and os.path.isdir(repository):
        return repository
    message = "the rulesets that come with healthlint are missing: the installation is broken, install healthlint again"
    raise RulesetError([Mistake(folder, 0, "", message)])


def builtin_files() -> list[str]:
    """The files of all rulesets that come with healthlint, sorted by name. Raises RulesetError where there are none."""
    folder = builtin_folder()
    files = sorted(_files_below(folder))
    if not files:
        message = "holds no ruleset: the installation is broken, install healthlint again"
        raise RulesetError([Mistake(folder, 0, "", message)])
    return files


def own_files(name: str) -> list[str]:
    """The files that a user means by `name`, sorted.

    `name` is a ruleset that comes with healthlint ("claims/addiction-safety"), a folder of them ("claims"), a file, or
    a folder of files; "./claims" is always a path. Raises RulesetError where it is none of these.
    """
    builtin = _builtin(name)
    if builtin:
        return builtin
    if os.path.isdir(name):
        try:
            files = sorted(_files_below(name))
        except OSError as error:
            message = f"can't be read: {error.strerror or error}"
            raise RulesetError([Mistake(error.filename or name, 0, "", message)]) from error
        if files:
            return files
        raise RulesetError([Mistake(name, 0, "", f"holds no ruleset: no file in it ends in {' or '.join(_ENDINGS)}")])
    if os.path.exists(name):
        return [name]
    raise RulesetError([Mistake(name, 0, "", f"there is no such file, folder or ruleset{_close(name)}")])


def builtin_names() -> list[str]:
    """The names of the rulesets that come with healthlint, by the places of their files."""
    folder = builtin_folder()
    return [_name(file, folder) for file in builtin_files()]


def _builtin(name: str) -> list[str]:
    parts = name.split("/")
    if name.endswith(_ENDINGS) or any(part in {"", ".", ".."} for part in parts):
        return []
    folder = builtin_folder()
    return [
        file for file in builtin_files() if _name(file, folder) == name or _name(file, folder).startswith(f"{name}/")
    ]


def _name(file: str, folder: str) -> str:
    return os.path.splitext(os.path.relpath(file, folder))[0].replace(os.sep, "/")


def _files_below(folder: str) -> Iterator[str]:
    """Every YAML file below a folder.

    Hidden entries and links to folders are passed over: nobody keeps rules there, and a link can lead in a circle.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(entry.path)
            elif entry.name.endswith(_ENDINGS) and entry.is_file():
                yield entry.path


def _close(name: str) -> str:
    from healthlint.loading.fields import guess  # only a mistake needs it, and it compiles patterns

    return guess(name, builtin_names())
