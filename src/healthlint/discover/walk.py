"""Which files of a folder are content: by git's list where there is one, else by walking, both through the same
filter.
"""

from __future__ import annotations

import os
import stat

from healthlint.discover.data_files import SUFFIXES, TOOLS
from healthlint.discover.heads import Heads
from healthlint.globs import LONGEST, Globs
from healthlint.readers import READERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

IGNORE_FILE = ".healthlintignore"

NEVER_CONTENT = (
    "node_modules/",
    "requirements*.txt",
    "constraints*.txt",
    "CMakeLists.txt",
    "robots.txt",
    "LICENSE*",
    "LICENCE*",
    "COPYING*",
)
"""Left out, and of data files `TOOLS`, unless a pattern of `exclude` that starts with `!` takes them in."""


class Filter:
    """Decides what is left out: hidden names, NEVER_CONTENT, `exclude`, whatever is not in `include`, unknown
    suffixes, what ignore files name, and data files that begin like one of ours or of a tool. Works on absolute paths
    with "/" between their parts. `problems` are pairs of path and message. `keep` says whether how files begin may be
    remembered between runs.
    """

    def __init__(self, base: str, include: Sequence[str], exclude: Sequence[str], keep: bool = False) -> None:
        self._base = _slashed(os.path.abspath(base))
        self.heads = Heads(self._base, keep)
        self._include = Globs(include)
        self._exclude = Globs([*NEVER_CONTENT, *exclude])
        self._exclude_data = Globs([*NEVER_CONTENT, *TOOLS, *exclude])
        # A pattern that names a suffix asks for files of that suffix.
        self._suffixes = {os.path.splitext(pattern)[1] for pattern in include} - {""}
        self._ignores: dict[str, list[Globs]] = {}
        self._read: set[str] = set()
        self._folders: dict[str, bool] = {}
        self.problems: list[tuple[str, str]] = []

    def without_patterns(self) -> Filter:
        """A filter that leaves out only what any run would."""
        return Filter(self._base, (), ())

    def heed(self, folder: str, name: str = IGNORE_FILE) -> None:
        """Read the ignore file `name` of a folder where it has one."""
        path = f"{folder}/{name}"
        if path in self._read:
            return
        self._read.add(path)
        if os.path.isfile(path):
            try:
                with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:
                    lines = list(file)
            except OSError as error:
                self.problems.append((path, f"cannot be read: {error.strerror or error}"))
                return
            for number, line in enumerate(lines, 1):
                if len(line) > LONGEST:
                    self.problems.append(
                        (path, f"line {number} was not heeded: it is longer than {LONGEST} characters")
                    )
            self._ignores.setdefault(folder, []).append(Globs(line for line in lines if len(line) <= LONGEST))

    def heed_above(self, folder: str, name: str = IGNORE_FILE) -> None:
        """Read the ignore files of a folder and of those around it up to the top of the repository."""
        top = repository_of(folder) or folder
        for above in _above(folder, top):
            self.heed(above, name)

    def wants_file(self, path: str) -> bool:
        """Whether a file is content, by its own name and path; the folders around it are asked for separately."""
        name = path[path.rfind("/") + 1 :]
        suffix = name[name.rfind(".") :] if "." in name else ""
        lower = suffix.lower()
        if name.startswith(".") or not (lower in READERS or suffix in self._suffixes):
            return False
        if self._include and not self._include.covers(self._inside(path)):
            return False
        if self._ignored(path, self._exclude_data if lower in SUFFIXES else self._exclude, False):
            return False
        return lower not in SUFFIXES or self.heads.is_content(path)

    def wants_folder(self, path: str) -> bool:
        """Whether a folder is entered, by its own name and path. The ignore files around it must have been read."""
        if path not in self._folders:
            hidden = path.rpartition("/")[2].startswith(".")
            self._folders[path] = not hidden and not self._ignored(path, self._exclude_data, True)
        return self._folders[path]

    def leaves_out(self, path: str, is_folder: bool) -> bool:
        """Whether a walk from the base (or, outside it, from the folder of the file) would not come to `path`."""
        path = _slashed(path)
        if path == self._base:
            return False
        folder = self._base if path.startswith(f"{self._base}/") else path.rpartition("/")[0]
        parts = path[len(folder) + 1 :].split("/")
        self.heed_above(folder)
        for part in parts if is_folder else parts[:-1]:
            folder = f"{folder}/{part}"
            if not self.wants_folder(folder):
                return True
            self.heed(folder)
        return not is_folder and not self.wants_file(path)

    def is_all(self, path: str) -> bool:
        """Whether a walk through `path` comes to all that patterns can name: the folder of the configuration."""
        return f"{self._base}/".startswith(f"{_slashed(os.path.abspath(path)).rstrip('/')}/")

    def inside(self, path: str) -> str:
        """A path as patterns see it: relative to the folder of the configuration where it lies below it."""
        return self._inside(_slashed(os.path.abspath(path)))

    def _inside(self, path: str) -> str:
        return path[len(self._base) + 1 :] if path.startswith(f"{self._base}/") else path.lstrip("/")

    def _ignored(self, path: str, exclude: Globs, is_folder: bool) -> bool:
        if exclude.decide(self._inside(path), is_folder):
            return True
        if not self._ignores:
            return False
        folder = path.rpartition("/")[0]
        while folder:
            for globs in reversed(self._ignores.get(folder, ())):
                decision = globs.decide(path[len(folder) + 1 :], is_folder)
                if decision is not None:
                    return decision
            folder = folder.rpartition("/")[0]
        return False


def files_in(folder: str, chosen: Filter) -> list[str]:
    """The names of all content files below the absolute path `folder`, relative to it and sorted. What can't be read
    is added to the problems of `chosen`.
    """
    folder = _slashed(folder).rstrip("/")
    chosen.heed_above(folder)
    listed = _listed_by_git(folder) if repository_of(folder) else None
    if listed is not None:
        return sorted(_of_listed(folder, listed, chosen))
    chosen.heed_above(folder, ".gitignore")
    return sorted(_walked(folder, chosen))


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/") if os.sep != "/" else path


def repository_of(folder: str) -> str:
    """The top of the git work tree around a folder, "" where there is none."""
    while True:
        if os.path.exists(f"{folder}/.git"):
            return folder
        above = _slashed(os.path.dirname(folder or "/"))
        if above in (folder, folder + "/"):
            return ""
        folder = above.rstrip("/")


def _above(folder: str, top: str) -> list[str]:
    """`folder` and the folders around it up to `top`, from the outside in."""
    folders = [folder]
    while folder != top and "/" in folder:
        folder = folder.rpartition("/")[0]
        folders.append(folder)
    return folders[::-1]


def _listed_by_git(folder: str) -> list[str] | None:
    """What git tracks or would track below `folder`; None where it can't or won't say all of it."""
    import subprocess  # a folder that is no work tree needs none

    # A hook of git sets these for the repository that it runs in, relative to another folder.
    hidden = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [
        "git",
        "-c",
        "core.fsmonitor=false",
        "-C",
        folder or "/",
        "ls-files",
        "-coz",
        "--exclude-standard",
        "--deduplicate",
    ]
    try:
        done = subprocess.run(  # noqa: S603 - every word of it is ours but the folder, which is no option
            command, capture_output=True, env=environment, check=False, stdin=subprocess.DEVNULL
        )
    except OSError:
        return None
    if done.returncode or done.stderr:
        return None  # too old, not trusted, or a folder was closed to it: the walk says which
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def _of_listed(folder: str, listed: list[str], chosen: Filter) -> list[str]:
    for name in listed:
        if name.rpartition("/")[2] == IGNORE_FILE:
            chosen.heed(f"{folder}/{name}".rpartition("/")[0])
    names: list[str] = []
    links: list[str] = []
    folders: dict[str, bool] = {}
    for name in listed:
        path = f"{folder}/{name}"
        around = name[: name.rstrip("/").rfind("/") + 1]
        if around not in folders:
            folders[around] = _reachable(around, folder, chosen)
        if not folders[around]:
            continue
        if not chosen.wants_file(path):
            names += _nested(name.rstrip("/"), path.rstrip("/"), chosen)
        else:
            _sort(name, path, names, links)
    return names + _new(links, names, folder)


def _sort(name: str, path: str, names: list[str], links: list[str]) -> None:
    try:
        mode = os.lstat(path).st_mode
    except OSError:  # a tracked file may have been deleted
        return
    if stat.S_ISLNK(mode):
        links.append(name)
    elif stat.S_ISREG(mode):
        names.append(name)


def _reachable(around: str, folder: str, chosen: Filter) -> bool:
    path = folder
    for part in around.split("/")[:-1]:
        path = f"{path}/{part}"
        if not chosen.wants_folder(path):
            return False
    return True


def _nested(name: str, path: str, chosen: Filter) -> list[str]:
    """The files of a repository inside the repository, which git lists as one entry."""
    if os.path.islink(path) or not os.path.isdir(path) or not chosen.wants_folder(path):
        return []
    return [f"{name}/{inner}" for inner in files_in(path, chosen)]


def _new(links: list[str], names: list[str], folder: str) -> list[str]:
    """Those links that lead to no folder and to none of the files named otherwise."""
    if not links:
        return []
    known = {os.path.realpath(f"{folder}/{name}") for name in names}
    new = []
    for link in sorted(links):
        real = os.path.realpath(f"{folder}/{link}")
        if real not in known and not os.path.isdir(real):
            known.add(real)
            new.append(link)
    return new


def _walked(folder: str, chosen: Filter) -> list[str]:
    """A walk where git has no list. Links to folders are not followed, so that it ends."""
    names: list[str] = []
    links: list[str] = []
    waiting = [""]
    while waiting:
        inner = waiting.pop()
        path = f"{folder}/{inner}".rstrip("/")
        try:
            with os.scandir(path or "/") as listing:
                entries = list(listing)
        except OSError as error:
            chosen.problems.append((path, f"cannot be read: {error.strerror or error}"))
            continue
        for name in {entry.name for entry in entries}.intersection((".gitignore", IGNORE_FILE)):
            chosen.heed(path, name)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if chosen.wants_folder(f"{path}/{entry.name}"):
                    waiting.append(f"{inner}{entry.name}/")
            elif chosen.wants_file(f"{path}/{entry.name}"):
                if entry.is_symlink():
                    links.append(inner + entry.name)
                elif entry.is_file():
                    names.append(inner + entry.name)
    return names + _new(links, names, folder)
