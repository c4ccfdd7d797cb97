"""Build hook of hatchling: compiles the built-in rulesets, so that an installed healthlint starts at once.

A wheel gets the program as a file of the package. An editable installation runs from this checkout and gets it beside
the code, where git ignores it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRulesets(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled rulesets into what is built."""

    _made = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is written; `version` is "editable" or "standard"."""
        source = os.path.join(self.root, "src")
        sys.path.insert(0, source)
        try:
            from healthlint.loading.shipped import NAME
            from healthlint.programs import compiled
        finally:
            sys.path.remove(source)
        data = compiled()
        if version == "editable":
            self._put_beside(os.path.join(source, "healthlint", NAME), data)
        else:
            self._made = _written(data, None)
            build_data["force_include"][self._made] = f"healthlint/{NAME}"

    def finalize(self, *_: object) -> None:
        """Clean up after the wheel is written."""
        if self._made:
            os.unlink(self._made)

    def _put_beside(self, path: str, data: bytes) -> None:
        try:
            os.replace(_written(data, path), path)
        except OSError as error:  # a checkout that may only be read: it works, and compiles when it first runs
            self.app.display_warning(f"{path} can't be written: {error.strerror}")


def _written(data: bytes, beside: str | None) -> str:
    """The path of a new file with these bytes that all may read: beside another, or where temporary files are."""
    folder, prefix = os.path.split(beside) if beside else (None, None)
    handle, path = tempfile.mkstemp(dir=folder, prefix=prefix)
    with open(handle, "wb") as file:
        file.write(data)
    os.chmod(path, 0o644)
    return path
