"""What git says of a repository: the commit to compare with, the files that changed since, their old bytes.

The only place that runs git. Settings of the user that change what git prints are overruled; names are bytes that end
with NUL, so that no name is read as another.
"""

from __future__ import annotations

import os
import subprocess

from healthlint.errors import UsageError

HEAD = "HEAD"
"""What is compared with where nothing else is said."""

SUBMODULE = "160000"
"""The mode of a folder that is a repository of its own."""

_FILE = "100"  # modes of regular files start so
_SETTINGS = ("core.fsmonitor=false", "diff.relative=false", "diff.autoRefreshIndex=true")
_DIFF = (
    "diff",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--text",
    "--submodule=short",
    "--ignore-submodules=none",
    "--find-renames",
)
_PATCH = ("--patch", "--unified=0", "--inter-hunk-context=0", "--diff-filter=MR")
_DISTURBING = (
    "GIT_DIFF_OPTS",
    "GIT_EXTERNAL_DIFF",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
)


class Entry:
    """A file that differs from the base. `status` is git's letter, `path` its name now and `old_path` before, both
    relative to the top of the repository; `blob` is the name of its old bytes, "" where it was no regular file.
    """

    __slots__ = ("blob", "is_submodule", "old_path", "path", "status")

    def __init__(self, status: str, old_mode: str, mode: str, blob: str, old_path: str, path: str) -> None:
        self.status = status
        self.path = path
        self.old_path = old_path
        self.blob = blob if old_mode.startswith(_FILE) else ""
        self.is_submodule = SUBMODULE in (old_mode, mode)


class Repository:
    """The repository around the current folder; `top` is its folder. Raises UsageError where there is none."""

    def __init__(self) -> None:
        self.top = os.fsdecode(_git("rev-parse", "--show-toplevel").removesuffix(b"\n"))

    def base(self, ref: str) -> str:
        """The commit to compare with: where `ref` and HEAD parted. "" where there is no commit at all yet.

        Raises UsageError where git can't tell.
        """
        head = _commit(HEAD)
        if ref == HEAD:
            return head
        commit = _commit(ref)
        if not commit:
            raise UsageError(_unknown(ref))
        if not head:
            raise UsageError(f"--diff: nothing was committed here yet, so there is nothing to compare with {ref}")
        done = _run("merge-base", HEAD, commit)
        if done.returncode > 1:
            raise UsageError(_failed("merge-base", done))
        if not done.stdout:
            raise UsageError(_unrelated(ref))
        return done.stdout.decode().split("\n", 1)[0]

    def entries(self, base: str) -> list[Entry]:
        """The files that differ between a commit and the working tree, in git's order."""
        fields = iter(_git(*_DIFF, "--raw", "-z", "--no-abbrev", base, "--").split(b"\0")[:-1])
        entries = []
        for head in fields:
            old_mode, mode, blob, _, status = head.decode().lstrip(":").split(" ")
            path = os.fsdecode(next(fields))
            now = os.fsdecode(next(fields)) if status[0] in "RC" else path
            entries.append(Entry(status[0], old_mode, mode, blob, path, now))
        return entries

    def patch(self, base: str) -> bytes:
        """The changes to files that were there before, in the order of `entries`."""
        return _git(*_DIFF, *_PATCH, base, "--")

    def tracked(self) -> dict[str, str]:
        """The mode of each file that git knows, by its path."""
        listed = _git("ls-files", "--stage", "-z", "--full-name", "--", ":/").split(b"\0")[:-1]
        return {os.fsdecode(line.partition(b"\t")[2]): line[:6].decode() for line in listed}

    def read(self, blobs: list[str]) -> list[bytes]:
        """The bytes of blobs."""
        if not blobs:
            return []
        data = _git("cat-file", "--batch", given="".join([f"{blob}\n" for blob in blobs]).encode())
        result = []
        at = 0
        for blob in blobs:
            end = data.index(b"\n", at)
            head = data[at:end].decode().split(" ")
            if len(head) != 3:
                raise UsageError(f"--diff: git lacks the old version {blob}: git fetch --refetch brings it")
            size = int(head[2])
            result.append(data[end + 1 : end + 1 + size])
            at = end + size + 2
        return result


def is_commit(ref: str) -> bool:
    """Whether a word names a commit; not where there is no repository."""
    try:
        return bool(_commit(ref))
    except UsageError:
        return False


def _commit(ref: str) -> str:
    done = _run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return done.stdout.decode().strip() if done.returncode == 0 else ""


def _unknown(ref: str) -> str:
    if ".." in ref.lstrip("./"):
        return f"--diff: {ref} is a range: name the one commit or branch to compare with"
    known = "" if os.path.lexists(ref) else ", and no file or folder either"
    return (
        f"--diff: {ref} is no commit or branch that git knows here{known}\n"
        "a branch of the server may have to be fetched first: git fetch origin BRANCH, then --diff=origin/BRANCH"
    )


def _unrelated(ref: str) -> str:
    if _git("rev-parse", "--is-shallow-repository").strip() == b"true":
        return (
            f"--diff: this clone ends before the commit where {ref} and HEAD parted\n"
            "fetch the rest: git fetch --unshallow, or fetch-depth: 0 where a CI job checks out"
        )
    return f"--diff: {ref} and HEAD have no commit in common: name a branch that this one comes from"


def _git(*arguments: str, given: bytes = b"") -> bytes:
    """What git prints. Raises UsageError where it fails."""
    done = _run(*arguments, given=given)
    if done.returncode:
        raise UsageError(_failed(arguments[0], done))
    return done.stdout


def _failed(command: str, done: subprocess.CompletedProcess[bytes]) -> str:
    told = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
    if "not a git repository" in told:
        return "--diff needs a git repository, and the current folder is in none: leave it out, or run it inside of one"
    return f"--diff: git {command} failed: {told or f'exit {done.returncode}'}"


def _run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _DISTURBING}
    environment.update(LC_ALL="C", GIT_OPTIONAL_LOCKS="0")
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    command = ["git", *settings, *arguments]
    try:
        return subprocess.run(  # noqa: S603 - the words are ours, what a user gave stands behind --end-of-options
            command, input=given, capture_output=True, env=environment, check=False
        )
    except FileNotFoundError as error:
        raise UsageError(
            "--diff needs git, and there is no program of that name: install it, or leave --diff out"
        ) from error
    except OSError as error:
        raise UsageError(f"--diff: git can't be started: {error.strerror or error}") from error
