"""What a configuration says, as plain values. Knows no file format."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from healthlint.globs import Globs

PYPROJECT = "pyproject.toml"
"""The file in which a table stands for the whole configuration."""

Page = dict[str, tuple[str, ...]]
"""What is known of a page beforehand: context, topic, product, audience, jurisdictions, profile, each only where
something is said.
"""


class Config:
    """A configuration, or the defaults.

    `label` names the file in messages ("" without one) and `folder` is its absolute folder, to which its paths and
    patterns are relative. `rulesets` are absolute paths and names, `baseline` an absolute path or "". The names in
    `select`, `ignore`, `rulesets` and the keys of `severity` are `Text` where they come from a file, so that whoever
    knows the rules can say where a wrong one stands. `fail_on` and `max_warnings` are None where nothing is said.
    `notes` are for the user.
    """

    __slots__ = (
        "baseline",
        "exclude",
        "fail_on",
        "folder",
        "ignore",
        "include",
        "label",
        "max_warnings",
        "notes",
        "overrides",
        "page",
        "rulesets",
        "select",
        "severity",
    )

    def __init__(self, label: str = "", folder: str = "") -> None:
        self.label = label
        self.folder = folder or os.getcwd()
        self.rulesets: list[str] = []
        self.select: tuple[str, ...] = ()
        self.ignore: tuple[str, ...] = ()
        self.fail_on: str | None = None
        self.max_warnings: int | None = None
        self.baseline = ""
        self.include: tuple[str, ...] = ()
        self.exclude: tuple[str, ...] = ()
        self.severity: Mapping[str, str] = {}
        self.page: Page = {}
        self.overrides: list[tuple[Globs, Page]] = []
        self.notes: list[str] = []

    def page_for(self, path: str) -> Page:
        """What the configuration says of the page at `path`; where several overrides fit, the last one wins, key by
        key.
        """
        page = self.page
        if self.overrides:
            inside = os.path.relpath(os.path.abspath(path), self.folder).replace(os.sep, "/")
            for globs, override in self.overrides:
                if globs.covers(inside):
                    page = {**page, **override}
        return page
