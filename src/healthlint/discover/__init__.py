"""Paths that a user named -> the ordered list of files to check. Knows no configuration file, and reads of content
only how data files begin.

Whatever can't be found or entered is told as a problem, never passed over.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.discover.walk import Filter


class Target:
    """A file to check: `label` names it in reports, `path` opens it."""

    __slots__ = ("label", "path")

    def __init__(self, label: str, path: str) -> None:
        self.label = label
        self.path = path

    def __repr__(self) -> str:
        return f"Target({self.label!r})"


class Found:
    """What the paths led to: the targets in the order given, sorted inside each folder and none twice; problems as
    pairs of label and message; notes for the user.
    """

    __slots__ = ("notes", "problems", "targets")

    def __init__(self) -> None:
        self.targets: list[Target] = []
        self.problems: list[tuple[str, str]] = []
        self.notes: list[str] = []

    def leave_out(self, paths: Sequence[str]) -> int:
        """Take the files at these paths out of the targets, links to them too where they are named alike; how many."""
        real = {os.path.realpath(path) for path in paths}
        names = {os.path.basename(path) for path in (*paths, *real)}
        before = len(self.targets)
        self.targets = [
            target
            for target in self.targets
            if os.path.basename(target.path) not in names or os.path.realpath(target.path) not in real
        ]
        return before - len(self.targets)


def find(
    paths: Sequence[str],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    base: str = "",
    force_exclude: bool = False,
    keep: bool = False,
) -> Found:
    """The files that `paths` (files and folders; none: the current folder) lead to.

    `include` and `exclude` are patterns (see `globs`) relative to the folder `base`. They and the ignore files hold
    for what is found in folders; for files that were named only with `force_exclude`. `keep` says whether what is read
    of files may be remembered between runs.
    """
    found = Found()
    seen: set[str] = set()
    left_out = 0
    chosen: Filter | None = None
    for path in paths or ["."]:
        folder = os.path.isdir(path)
        if (folder or force_exclude) and chosen is None:
            from healthlint.discover.walk import Filter  # a file by its name needs none of it

            chosen = Filter(base or os.getcwd(), include, exclude, keep)
        if not folder and not os.path.lexists(path):
            found.problems.append((label_of(path) if path else '""', "no such file or folder"))
        elif chosen is not None and force_exclude and chosen.leaves_out(os.path.abspath(path), folder):
            left_out += 1
        elif folder and chosen is not None:
            _add_folder(path, chosen, found, seen)
        else:
            _add(Target(label_of(path), path), os.path.abspath(path), found, seen)
            _note_our_own(path, found)
    if chosen is not None:
        chosen.heads.save()
    if left_out:
        named = "1 named path" if left_out == 1 else f"{left_out} named paths"
        found.notes.append(f"{named} left out by --force-exclude")
    if include and found.targets and chosen is not None and any(chosen.is_all(path) for path in paths or ["."]):
        found.notes += _idle(include, found.targets, chosen)
    return found


def _idle(include: Sequence[str], targets: Sequence[Target], chosen: Filter) -> list[str]:
    """A note for each pattern of `include` that no file fits: a slip there would leave pages unchecked in silence."""
    from healthlint.globs import Globs  # few projects say what to include

    names = [chosen.inside(target.path) for target in targets]
    patterns = [pattern for pattern in include if not pattern.startswith("!")]
    idle = [pattern for pattern in patterns if not any(map(Globs([pattern]).covers, names))]
    return [f'include: no file that is checked fits "{pattern}"' for pattern in idle]


def label_of(path: str) -> str:
    """A path as reports name it: as the user wrote it, with "/" between its parts and no "./" in front."""
    label = path.replace(os.sep, "/") if os.sep != "/" else path
    while label.startswith("./"):
        label = label[2:].lstrip("/")
    return label or "."


def _add(target: Target, place: str, found: Found, seen: set[str]) -> None:
    """Add a target whose absolute path is `place`."""
    identity = os.path.normcase(place)
    if identity not in seen:
        seen.add(identity)
        found.targets.append(target)


def _note_our_own(path: str, found: Found) -> None:
    """A file of ours that is named is read as what it looks like: say so."""
    if path.lower().endswith((".yaml", ".yml", ".json", ".jsonl")):
        from healthlint.discover.data_files import our_own  # a page by its name needs none of it

        kind = our_own(path)
        if kind:
            found.notes.append(f"{label_of(path)} is {kind} of healthlint: its words are checked because it was named")


def _add_folder(path: str, chosen: Filter, found: Found, seen: set[str]) -> None:
    from healthlint.discover.walk import files_in  # a file by its name needs none of it

    label = label_of(path).rstrip("/")
    prefix = "" if label == "." else f"{label}/"
    top = os.path.abspath(path)
    before = len(chosen.problems)
    names = files_in(top, chosen)
    for name in names:
        target = Target(prefix + name, os.path.join(path, name) if prefix else name)
        _add(target, os.path.join(top, name), found, seen)
    problems = chosen.problems[before:]
    for place, message in problems:
        inside = place.startswith(f"{label_of(top).rstrip('/')}/")
        inner = prefix + place[len(top.rstrip(os.sep)) + 1 :]
        found.problems.append((inner if inside else label or "/", message))
    if not names and not problems:
        shown = "the current folder" if label == "." else label or "/"
        left_out = len(files_in(top, chosen.without_patterns()))
        why = "hidden and ignored files are left out unless you name them"
        if left_out:
            why = f"include and exclude of the configuration leave out {left_out}"
        found.notes.append(f"{shown}: no file to check ({why})")
