"""The entry for healthlint in a configuration of pre-commit: put into the text so that all else stays byte by byte.

What can't be changed safely is left alone: then there are only lines to paste. Opens no file.
"""

from __future__ import annotations

from healthlint import __version__
from healthlint.output.settings import scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FILE = ".pre-commit-config.yaml"
REPOSITORY = "https://github.com/healthlint/healthlint"

_IDS = ("healthlint", "healthlint-full")


class Hook:
    """What to do about the hook: `text` is the new text of the file, "" where it stays as it is; `lines` are what to
    paste; `reason` says why nothing is written, "" where something is.
    """

    __slots__ = ("lines", "reason", "text")

    def __init__(self, lines: list[str], text: str = "", reason: str = "") -> None:
        self.lines = lines
        self.text = text
        self.reason = reason

    @property
    def is_there(self) -> bool:
        """Whether the hook needs nothing more to be done."""
        return self.reason == _THERE

    def held_back(self, reason: str) -> Hook:
        """The same lines, not to be written for this reason."""
        return Hook(self.lines, reason=reason)


_THERE = "the hook is there already"


def hook_for(text: str | None, folder: str) -> Hook:
    """The hook for a file of this text (None: there is no file). `folder` is where the configuration of healthlint
    lies, relative to the top of the repository, "" for the top itself.
    """
    if text is None:
        lines = ["repos:", *_entry(folder, "  ", "    ")]
        return Hook(lines, "\n".join(lines) + "\n")
    import yaml  # only where there is something to read

    fallback = _entry(folder, "  ", "    ")
    try:
        before = yaml.safe_load(text)
        root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):  # the last two: a day that is none, a nest without end
        return Hook(fallback, reason="it is not valid YAML")
    repos = before.get("repos") if isinstance(before, dict) else None
    if not isinstance(repos, list):
        return Hook(fallback, reason="it has no list under repos:")
    if any(_is_ours(repo) for repo in repos):
        return Hook(fallback, reason=_THERE)
    node = next((value for key, value in root.value if key.value == "repos"), None)
    if node is None or node.flow_style:
        return Hook(fallback, reason="its list under repos: is not written line by line")
    lines = _entry(folder, " " * node.start_mark.column, " " * _column_of_hooks(node))
    after = _inserted(text, _end(node), lines)
    expected = {**before, "repos": [*repos, yaml.safe_load("\n".join(lines))[0]]}
    try:
        fits = yaml.safe_load(after) == expected
    except yaml.YAMLError:
        fits = False
    return Hook(lines, after) if fits else Hook(lines, reason="its lines don't let another one in")


def _entry(folder: str, dash: str, hooks: str) -> list[str]:
    """The lines of the entry, with white space in front of its dash and of the dash of its hook."""
    lines = [
        f"{dash}- repo: {REPOSITORY}",
        f"{dash}  rev: v{__version__}",
        f"{dash}  hooks:",
        f"{hooks}  - id: healthlint",
    ]
    if folder:
        import re  # a configuration below the top is rare

        lines.append(f"{hooks}    args: [--config, {scalar(f'{folder}/.healthlint.yaml')}, --]")
        lines.append(f"{hooks}    files: {scalar('^' + re.escape(folder) + '/')}")
    return lines


def _is_ours(repo: object) -> bool:
    if not isinstance(repo, dict):
        return False
    if str(repo.get("repo", "")).removesuffix(".git").lower() == REPOSITORY:
        return True
    hooks = repo.get("hooks")
    return isinstance(hooks, list) and any(isinstance(hook, dict) and hook.get("id") in _IDS for hook in hooks)


def _column_of_hooks(repos: Any) -> int:
    """Two columns before the dash of the hooks of the last repository; what is usual where that can't be seen."""
    column: int = repos.start_mark.column
    last = repos.value[-1]
    for key, value in last.value if isinstance(last.value, list) and last.id == "mapping" else ():
        if key.value == "hooks" and value.id == "sequence" and not value.flow_style:
            return max(int(value.start_mark.column) - 2, 0)
    return column + 2


def _end(node: Any) -> int:
    """Where the last word of a node ends: the marks of blocks lie behind the comments that follow."""
    inner = (
        [part for item in node.value for part in (item if isinstance(item, tuple) else (item,))]
        if node.id != "scalar"
        else []
    )
    if not inner or node.flow_style:
        return int(node.end_mark.index)
    return max(_end(part) for part in inner)


def _inserted(text: str, end: int, lines: list[str]) -> str:
    """The text with lines behind the one in which `end` stands, with the line ends that it has."""
    newline = "\r\n" if "\r\n" in text else "\n"
    at = text.find("\n", len(text[:end].rstrip()))  # a block of text ends behind the empty lines that follow
    start, rest = (text[: at + 1], text[at + 1 :]) if at >= 0 else (text + newline, "")
    return start + "".join(f"{line}{newline}" for line in lines) + rest
