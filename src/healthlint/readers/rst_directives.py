"""What the directives of reStructuredText leave on a page: those of docutils, Sphinx and the usual extensions.

A directive that is not known keeps its content, and its argument where that is made of words.
"""

from __future__ import annotations

import re

from healthlint.readers.rst_lists import FIELD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.readers.rst_blocks import RstBlocks

_BOX, _TITLED, _BODY, _ARGUED, _QUOTE, _SHUT, _RUBRIC, _CHANGE, _NOTHING, _UNKNOWN = range(10)
"""What a directive is: a box without a title, a box with one, a body alone, a body with an argument that is no prose, a
quotation, a box that is shut at first, words alone, a note on a version, no prose."""

_NAMES = {
    _BOX: "attention caution danger error hint important note tip warning seealso todo",
    _TITLED: """
        admonition topic sidebar card grid-item-card tab tab-item grid-item panel table example exercise theorem proof
        step""",
    _BODY: "compound hlist glossary tabs tab-set tab-set-code header footer",
    _ARGUED: """
        container class rst-class only ifconfig cssclass grid div align centered function method data attribute envvar
        program option describe object confval""",
    _QUOTE: "epigraph highlights pull-quote",
    _SHUT: "dropdown collapse details toggle spoiler collapsible",
    _RUBRIC: "rubric",
    _CHANGE: "versionadded versionchanged versionremoved deprecated",
    _NOTHING: """
        code code-block sourcecode code-cell literalinclude include highlight parsed-literal prompt doctest testcode
        testoutput testsetup testcleanup math graphviz digraph graph plantuml uml mermaid jupyter-execute ipython
        productionlist program-output command-output contents toctree sectnum section-numbering target-notes replace
        unicode date role default-role index tabularcolumns currentmodule module py:module py:currentmodule
        sectionauthor codeauthor moduleauthor highlightlang automodule autoclass autofunction automethod autosummary
        autodata autoexception autoattribute bibliography footbibliography youtube vimeo video audio iframe post-list
        postlist listing gist soundcloud thumbnail media chart slides""",
}
_WAYS = {name: way for way, names in _NAMES.items() for name in names.split()}
_OPTION_SCOPES = {
    "alt": "alt-text",
    "aria-label": "alt-text",
    "caption": "caption",
    "title": "caption",
    "header-text": "caption",
    "subtitle": "caption",
    "description": "paragraph",
    "summary": "caption",
    "attribution": "caption",
}
_WORD = re.compile(r"[\"'(\u2018\u201c]?[^\W\d_]+(?:['\u2019-][^\W\d_]+)*[\"').,;:!?\u2019\u201d]*")


class Directive:
    """A directive in the lines `first` to `last` (exclusive), whose text starts at the offset `start`.

    After `split` its argument are the lines from `first` to `argument_end`, its content those from `content` on.
    """

    def __init__(self, blocks: RstBlocks, name: str, first: int, last: int, start: int) -> None:
        self.blocks = blocks
        self.page = blocks.page
        self.name = name
        self.first = first
        self.last = last
        self.options: dict[str, tuple[int, int]] = {}
        lines = blocks.lines
        lines.starts[first] = min(start, lines.ends[first])
        self.content = lines.filled_end(first + lines.is_empty(first), last)
        self.argument_end = self.read_options(first, self.content)

    def read_options(self, first: int, last: int) -> int:
        """Read options in these lines; the line where they start."""
        lines = self.blocks.lines
        head = at = next((at for at in range(first, last) if self._option(at)), last)
        while at < last:
            option = self._option(at)
            end = lines.block_end(at + 1, last, lines.columns[at])
            if option is not None:
                lines.starts[at] = option.end()
                self.options.setdefault(option.group(1).lower(), (at, end))
            at = end
        return head

    def _option(self, line: int) -> re.Match[str] | None:
        lines = self.blocks.lines
        return FIELD.match(lines.text, lines.starts[line], lines.ends[line])

    # -- writing

    @property
    def argument(self) -> str:
        """The argument as it stands in the source."""
        lines = self.blocks.lines
        first = lines.next_filled(self.first, self.argument_end)
        return lines.text[lines.starts[first] : lines.ends[self.argument_end - 1]] if first < self.argument_end else ""

    def write_argument(self, scope: str, level: int = 0) -> None:
        """Write the argument as a region."""
        first = self.blocks.lines.next_filled(self.first, self.argument_end)
        if first < self.argument_end:
            self.page.write(self.blocks.lines.stretch(first, self.argument_end), scope, level)

    def write_options(self) -> None:
        """Write the options that people read."""
        lines = self.blocks.lines
        for name, (first, last) in self.options.items():
            if name in _OPTION_SCOPES:
                filled = lines.next_filled(first, last)
                if filled < last:
                    self.page.write(lines.stretch(filled, last), _OPTION_SCOPES[name])

    def read_content(self) -> None:
        """Read the content, without argument and options."""
        self.blocks.read(self.content, self.last)

    def read_all(self) -> None:
        """Read argument and content as one body."""
        lines = self.blocks.lines
        lines.clear(self.argument_end, self.content)
        self.blocks.inside(self.first, self.last, lines.starts[self.first])


def read_directive(found: Directive, substitution: str) -> None:
    """Read a directive; `substitution` is the name of the substitution that it defines, else ""."""
    if found.name == "meta":
        _read_meta(found)
        return
    found.write_options()
    special = _SPECIAL.get(found.name)
    if special is not None:
        special(found)
    elif not substitution:
        _read_usual(found)
    elif found.name == "replace" and not found.page.names.words(substitution):
        found.write_argument("paragraph")  # what can't be written where it is used is read here


def _read_usual(found: Directive) -> None:
    way = _WAYS.get(found.name, _ARGUED if ":" in found.name else _UNKNOWN)
    if way in (_BOX, _TITLED, _QUOTE, _SHUT):
        _read_box(found, way)
    elif way == _BODY or (way == _UNKNOWN and found.blocks.lines.is_empty(found.first)):
        found.read_all()
    elif way != _NOTHING:
        if way == _RUBRIC:
            found.write_argument("heading", 6)
        elif way == _CHANGE:
            _skip_version(found)
            found.write_argument("paragraph")
        elif found.name == "centered" or (way == _UNKNOWN and _is_wordy(found.argument)):
            found.write_argument("caption")
        found.read_content()


def _read_box(found: Directive, way: int) -> None:
    container, scope = ("blockquote", "blockquote") if way == _QUOTE else ("note", "paragraph")
    if way in (_TITLED, _SHUT):
        found.write_argument("caption")
    is_shut = way == _SHUT and "open" not in found.options and "show" not in found.options
    found.page.enter("details" if way == _SHUT else container, scope, hidden="collapsed details" if is_shut else "")
    if way in (_BOX, _QUOTE):
        found.read_all()
    else:
        found.read_content()
    found.page.leave()


def _is_wordy(argument: str) -> bool:
    """Whether an argument is made of words: at least two of them, and little else."""
    parts = argument.split()
    words = sum(_WORD.fullmatch(part) is not None for part in parts[:100])
    return words > 1 and words * 2 > len(parts[:100])


def _skip_version(found: Directive) -> None:
    lines, first = found.blocks.lines, found.first
    words = lines.words(first)
    version = words.split(maxsplit=1)
    lines.starts[first] = lines.ends[first] - len(version[1]) if len(version) > 1 else lines.ends[first]


def _read_image(_: Directive) -> None:
    """Nothing but the options of an image is prose."""


def _read_figure(found: Directive) -> None:
    """The first paragraph of the content is the caption, the rest the legend."""
    lines, page = found.blocks.lines, found.page
    page.enter("figure", "caption")
    first = lines.next_filled(found.content, found.last)
    end = lines.filled_end(first, found.last)
    found.blocks.read(first, end)
    page.leave()
    page.enter("figure", "paragraph")
    found.blocks.read(end, found.last)
    page.leave()


def _read_raw(found: Directive) -> None:
    lines = found.blocks.lines
    first = lines.next_filled(found.content, found.last)
    if first < found.last and "html" in found.argument.lower().split():
        found.page.feed_html(lines.stretch(first, found.last))


def _read_title(found: Directive) -> None:
    found.write_argument("title")


def _read_meta(found: Directive) -> None:
    """The fields of the head of an HTML page."""
    from healthlint.readers.keys import front_matter_scope

    lines = found.blocks.lines
    found.read_options(found.content, found.last)
    for name, (first, last) in found.options.items():
        key = name.partition(" ")[0].removeprefix("property=").removeprefix("name=").removeprefix("og:")
        filled = lines.next_filled(first, last)
        if filled < last:
            stretch = lines.stretch(filled, last)
            words = stretch.text[stretch.start : stretch.end]
            found.page.builder.document.meta.setdefault(key, words)
            scope = front_matter_scope(key, words)
            if scope:
                found.page.write(stretch, scope)


def _read_csv_table(found: Directive) -> None:
    from healthlint.readers.separated_values import separated_values

    lines, page = found.blocks.lines, found.page
    found.write_argument("caption")
    sign = lines.words(found.options["delim"][0]) if "delim" in found.options else ","
    parts = [found.options["header"]] if "header" in found.options else []
    page.enter("table", "table-cell")
    for first, last in (*parts, (found.content, found.last)):
        for stretch in separated_values(lines, first, last, {"tab": "\t", "space": " "}.get(sign, sign[:1] or ",")):
            page.write(stretch)
    page.leave()


def _read_list_table(found: Directive) -> None:
    found.write_argument("caption")
    found.page.enter("table", "table-cell")
    before, found.page.table_lists = found.page.table_lists, 2
    found.read_content()
    found.page.table_lists = before
    found.page.leave()


_SPECIAL: dict[str, Callable[[Directive], None]] = {
    "image": _read_image,
    "figure": _read_figure,
    "raw": _read_raw,
    "title": _read_title,
    "csv-table": _read_csv_table,
    "list-table": _read_list_table,
}
