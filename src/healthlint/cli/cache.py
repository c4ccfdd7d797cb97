"""`healthlint cache`: show or delete what is kept between runs."""

from __future__ import annotations

import os
import sys

from healthlint import kept
from healthlint.cli.terminal import tell, view_of, write
from healthlint.errors import OutputError
from healthlint.output.summary import count
from healthlint.results import storage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.cli.arguments import Call
    from healthlint.kept import KeptFile
    from healthlint.output.view import View

_NAMES = {"results": "results", "program": "compiled rulesets", "heads": "how files begin"}
_NOWHERE = "nothing is kept: no home folder is known (HEALTHLINT_CACHE_DIR names another folder)"


def run(call: Call) -> int:
    """Do the call; the exit code."""
    folder = kept.folder()
    try:
        files = kept.files()
    except OSError as error:
        raise OutputError(f"cannot look into {folder}: {error.strerror or error}") from error
    if call.command == "cache clear":
        return _clear(call, folder, files)
    if call.text("table") == "json":
        write(_as_json(folder, files))
    else:
        write(_as_text(folder, files, view_of(sys.stdout, call.text("color"))))
    return 0


def _clear(call: Call, folder: str, files: list[KeptFile]) -> int:
    removed = [file for file in files if kept.remove(file.path)]
    view = view_of(sys.stderr, call.text("color"))
    left = [file for file in files if os.path.lexists(file.path)]
    what = f"removed {count(len(removed), 'file')}, {_size(removed)}, from {view.clean(folder)}"
    tell([what if removed else "nothing to remove"])
    tell(f"{view.paint('not removed', 'problem')} {view.clean(file.path)}" for file in left)
    return 3 if left else 0


def _as_text(folder: str, files: list[KeptFile], view: View) -> Iterator[str]:
    if not folder:
        yield _NOWHERE
        return
    yield view.paint(view.clean(folder), "path")
    rows = [(_NAMES[kind], count(len(own), "file"), _size(own)) for kind, own in _by_kind(files)]
    rows.append(("in all", count(len(files), "file"), f"{_size(files)} of at most {_megabytes(kept.LARGEST)}"))
    for name, number, size in rows:
        yield f"  {name:<18} {number:>9}  {size}"
    projects = list(_projects(files))
    if projects:
        yield ""
        yield "results of"
    for name, reports, file in projects:
        yield f"  {view.clean(name)}  {count(reports, 'report')}, {_size([file])}"


def _as_json(folder: str, files: list[KeptFile]) -> Iterator[str]:
    import json  # only here

    yield json.dumps(
        {
            "folder": folder or None,
            "bytes": sum(file.size for file in files),
            "limit": kept.LARGEST,
            "kinds": {
                kind: {"files": len(own), "bytes": sum(file.size for file in own)} for kind, own in _by_kind(files)
            },
            "results": [
                {"folder": name, "reports": reports, "bytes": file.size, "used": int(file.used)}
                for name, reports, file in _projects(files)
            ],
        },
        indent=2,
    )


def _by_kind(files: list[KeptFile]) -> Iterator[tuple[str, list[KeptFile]]]:
    for kind in _NAMES:
        yield kind, [file for file in files if file.kind == kind]


def _projects(files: list[KeptFile]) -> Iterator[tuple[str, int, KeptFile]]:
    """The folders of which results are kept, with the number of reports; a folder comes again for each set of
    options.
    """
    for file in files:
        found = storage.describe(file.path) if file.kind == "results" and not file.is_unfinished else None
        if found is not None:
            yield *found, file


def _size(files: list[KeptFile]) -> str:
    return _megabytes(sum(file.size for file in files))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
