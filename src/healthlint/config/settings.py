"""What a configuration says, as plain values. Knows no file format."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from healthlint.errors import Mistake
    from healthlint.globs import Globs
    from healthlint.loading.pins import Pin

    Further = Callable[["Config"], list[Mistake]]

FILE = ".healthlint.yaml"
"""The name of a configuration, in a repository and in a package."""

PYPROJECT = "pyproject.toml"
"""The file in which a table stands for the whole configuration."""

Page = dict[str, tuple[str, ...]]
"""What is known of a page beforehand: context, topic, product, audience, jurisdictions, profile, each only where
something is said; in `data.keys` and `data.skip-keys` which keys of data files hold prose.
"""


class Override:
    """What holds for some pages only: those that the patterns `paths` cover and whose front matter holds a value of
    each of `front_matter`; each of the two says nothing where it is empty.

    `page` is what is known of these pages, `ignore` names rules that don't run on them, `severity` maps rules to
    another severity. `place` says where it stands, `places` where each of its keys does.
    """

    __slots__ = ("_globs", "front_matter", "ignore", "page", "paths", "place", "places", "severity")

    def __init__(
        self,
        paths: Sequence[str] = (),
        front_matter: Mapping[str, tuple[object, ...]] | None = None,
        page: Page | None = None,
        ignore: Sequence[str] = (),
        severity: Mapping[str, str] | None = None,
        place: str = "",
        places: Mapping[str, str] | None = None,
    ) -> None:
        self.paths = tuple(paths)
        self._globs: Globs | None = None
        self.front_matter = front_matter or {}
        self.page = page or {}
        self.ignore = tuple(ignore)
        self.severity = severity or {}
        self.place = place
        self.places = places or {}

    def fits(self, inside: str, meta: Mapping[str, object]) -> bool:
        """Whether it holds for the page at the path `inside` (relative to the folder of the configuration)."""
        if self.paths and not self._covers(inside):
            return False
        return all(_holds(meta.get(key), values) for key, values in self.front_matter.items())

    def _covers(self, inside: str) -> bool:
        if self._globs is None:
            from healthlint.globs import Globs  # few projects have overrides

            self._globs = Globs(self.paths)
        return self._globs.covers(inside)


def _holds(said: object, wanted: tuple[object, ...]) -> bool:
    """Whether a value of front matter is one of those wanted, or a list with one of them."""
    values = said if isinstance(said, list) else [said]
    return any(_equal(value, each) for value in values for each in wanted)


def _equal(said: object, wanted: object) -> bool:
    # Python takes true and false for numbers.
    return said == wanted and isinstance(said, bool) == isinstance(wanted, bool)


class Config:
    """A configuration, or the defaults.

    `label` names the file in messages ("" without one) and `folder` is its absolute folder, to which its patterns are
    relative; `files` are the labels of all files that it was read from, each with the place that names it. `rulesets`
    are absolute paths and names, `pins` what is demanded of some of them, `baseline` an absolute path or "". Names and
    values are `Text` where they come from a file, so that whoever knows the rules can say where a wrong one stands.
    `fail_on` and `max_warnings` are None where nothing is said. `places` says where the value of each key stands.
    `notes` are for the user.
    """

    __slots__ = (
        "baseline",
        "exclude",
        "fail_on",
        "files",
        "folder",
        "ignore",
        "include",
        "label",
        "max_warnings",
        "notes",
        "overrides",
        "page",
        "pins",
        "places",
        "rulesets",
        "select",
        "severity",
    )

    def __init__(self, label: str = "", folder: str = "") -> None:
        self.label = label
        self.folder = folder or os.getcwd()
        self.files: list[tuple[str, str]] = []
        self.places: Mapping[str, str] = {}
        self.rulesets: list[str] = []
        self.pins: list[Pin] = []
        self.select: tuple[str, ...] = ()
        self.ignore: tuple[str, ...] = ()
        self.severity: Mapping[str, str] = {}
        self.fail_on: str | None = None
        self.max_warnings: int | None = None
        self.baseline = ""
        self.include: tuple[str, ...] = ()
        self.exclude: tuple[str, ...] = ()
        self.page: Page = {}
        self.overrides: list[Override] = []
        self.notes: list[str] = []

    def in_order(self, mistakes: Iterable[Mistake]) -> list[Mistake]:
        """Mistakes in the order in which the files were read."""
        order = {label: index for index, (label, _) in enumerate(self.files)}
        return sorted(mistakes, key=lambda each: (order.get(each.file, 0), each.line, each.column))

    def overrides_for(self, path: str, meta: Mapping[str, object]) -> list[Override]:
        """The overrides that hold for the page at `path` whose front matter says `meta`, in their order."""
        if not self.overrides:
            return []
        try:
            inside = os.path.relpath(os.path.abspath(path), self.folder).replace(os.sep, "/")
        except ValueError:  # another drive
            inside = os.path.abspath(path).replace(os.sep, "/")
        return [override for override in self.overrides if override.fits(inside, meta)]

    def page_with(self, overrides: Sequence[Override]) -> Page:
        """What the configuration says of a page for which these overrides hold: the last one wins, key by key."""
        page = self.page
        for override in overrides:
            page = {**page, **override.page}
        return page


def label_of(path: str) -> str:
    """A path as messages name it: relative to the current folder."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # another drive
        return path
