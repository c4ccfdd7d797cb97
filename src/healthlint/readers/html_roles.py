"""What each HTML element means on a page: its role, and the reasons for which a visitor does not see it.

Tables and questions about one tag only; the state of a page lives in `html_flow`.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.html_scan import Attribute


class Role:
    """What an element does to the text in it.

    `block`: it breaks the sentence around it. `void`: it has no inside. `scope` and `level`: the scope that its text
    gets ("" keeps that of the element around). `container`: the container it is. `mark`: the mark that its text gets.
    `nested`: its text is a region of its own inside the sentence. `silent`: its inside is no prose.
    `ends`: the open elements that its start tag ends, unless one of `within` lies between. `plain`: its end changes
    nothing but which elements are open.
    """

    __slots__ = ("block", "container", "ends", "level", "mark", "nested", "plain", "scope", "silent", "void", "within")

    def __init__(
        self,
        block: bool = False,
        scope: str = "",
        level: int = 0,
        container: str = "",
        mark: str = "",
        nested: bool = False,
        silent: bool = False,
        void: bool = False,
        ends: tuple[str, ...] = (),
        within: tuple[str, ...] = (),
    ) -> None:
        self.block = block
        self.scope = scope
        self.level = level
        self.container = container
        self.mark = mark
        self.nested = nested
        self.silent = silent
        self.void = void
        self.ends = ends
        self.plain = not (container or mark or nested or silent)
        self.within = within


CELLS = ("td", "th", "caption")
TABLE_PARTS = ("td", "th", "caption", "tr", "tbody", "thead", "tfoot", "colgroup")
LISTS = ("ul", "ol", "menu", "dir")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABLE = ("table", "template")
_BOUNDS = ("td", "th", "caption", "table", "template", "button", "object")
_HEADING_BOUNDS = (*_BOUNDS, "li", "div", "section", "article", "blockquote")
COLLAPSED = "collapsed details"


def _block(scope: str = "", container: str = "", level: int = 0) -> Role:
    """The role of a block that ends the paragraph before it."""
    return Role(block=True, scope=scope, container=container, level=level, ends=("p",), within=_BOUNDS)


def _heading(level: int) -> Role:
    return Role(block=True, scope="heading", level=level, ends=(*HEADINGS, "p"), within=_HEADING_BOUNDS)


UNKNOWN = Role()
RAISED = Role()
UNREAD = Role(silent=True)
_QUOTATION = Role()
_BLOCK = _block()
_LIST = _block(container="list")
_CAPTION = _block("caption")
_TERM = Role(block=True, scope="list-item", ends=("dd", "dt", "p"), within=("dl", *_BOUNDS))
_CELL = Role(block=True, scope="table-cell", ends=CELLS, within=_TABLE)
_ROWS = Role(block=True, ends=TABLE_PARTS, within=_TABLE)
_CONTROL = Role(scope="control", nested=True)
_CODE = Role(silent=True, mark="code")
_SILENT = Role(silent=True)
_SILENT_BLOCK = Role(block=True, silent=True)
_STRONG = Role(mark="strong")
_EMPHASIS = Role(mark="emphasis")
_STRIKE = Role(mark="strike")
_VOID = Role(void=True)
_SUMMARY = _block("paragraph")
RAISED.plain = _QUOTATION.plain = _SUMMARY.plain = False


def _named(role: Role, *names: str) -> dict[str, Role]:
    return dict.fromkeys(names, role)


ROLES: dict[str, Role] = {
    **_named(_BLOCK, "address", "article", "body", "center", "div", "fieldset", "head", "hgroup", "html", "main"),
    **_named(_BLOCK, "noframes", "noscript", "p", "search", "section"),
    **{name: _block(container=name) for name in ("aside", "footer", "form", "header", "nav", "figure", "table")},
    **{name: _heading(level) for level, name in enumerate(HEADINGS, 1)},
    **_named(_LIST, *LISTS, "dl"),
    "li": Role(block=True, scope="list-item", ends=("li", "p"), within=(*LISTS, *_BOUNDS)),
    **_named(_TERM, "dd", "dt"),
    "caption": Role(block=True, scope="caption", ends=CELLS, within=_TABLE),
    **_named(_CELL, "td", "th"),
    "tr": Role(block=True, ends=("tr", *CELLS, "colgroup"), within=_TABLE),
    **_named(_ROWS, "tbody", "thead", "tfoot", "colgroup"),
    "blockquote": _block("blockquote", "blockquote"),
    **_named(_CAPTION, "figcaption", "legend"),
    "details": _block(container="details"),
    "summary": _SUMMARY,
    "dialog": _block(container="dialog"),
    "template": Role(block=True, container="template"),
    "title": Role(block=True, scope="title"),
    **_named(_CONTROL, "button", "datalist", "label", "select", "textarea"),
    "option": Role(scope="control", nested=True, ends=("option",), within=("select", "datalist")),
    "a": Role(mark="link", ends=("a",), within=_BOUNDS),
    **_named(_STRONG, "b", "strong"),
    **_named(_EMPHASIS, "em", "i", "mark"),
    **_named(_STRIKE, "del", "s", "strike"),
    **_named(_CODE, "code", "kbd", "samp", "tt"),
    "q": _QUOTATION,
    "sup": RAISED,
    **_named(_SILENT, "applet", "audio", "canvas", "iframe", "math", "noembed", "object", "script", "style", "svg"),
    "video": _SILENT,
    **_named(_SILENT_BLOCK, "pre", "listing", "xmp", "plaintext"),
    **_named(_VOID, "area", "base", "basefont", "br", "col", "embed", "frame", "img", "input", "link", "meta", "param"),
    **_named(_VOID, "source", "track", "wbr"),
    "hr": Role(block=True, void=True, ends=("p",), within=_BOUNDS),
}

BREAKS_OUT = frozenset((*HEADINGS, *LISTS, "b", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "em"))
BREAKS_OUT |= {"hr", "img", "li", "nav", "p", "pre", "section", "small", "span", "strong", "table"}
"""The start tags that end an unclosed drawing or formula."""

_HIDDEN_BY_NAME = {"details": COLLAPSED, "dialog": "closed dialog", "template": "template"}
_HIDING_CLASSES = {"sr-only", "sr_only", "sronly", "visually-hidden", "visuallyhidden", "visually_hidden"}
_HIDING_CLASSES |= {"u-visually-hidden", "hidden-visually", "screen-reader-text", "screen-reader-only"}
_HIDING_CLASSES |= {"screenreader-only", "show-for-sr", "element-invisible", "a11y-hidden"}
_UNSEEN = re.compile(
    r"(?:^|[;{,\s\"'])(?:display[\"']?\s*:\s*[\"']?(none)|visibility[\"']?\s*:\s*[\"']?(?:hidden|collapse))\b",
    re.IGNORECASE,
)


def hidden_reason(name: str, attributes: dict[str, Attribute]) -> str:
    """Why a visitor does not see the element at once, "" when he does."""
    hidden = attributes.get("hidden")
    if hidden is not None and hidden.raw not in ("{false}", "false"):
        return "hidden attribute"
    style = attributes.get("style")
    unseen = _UNSEEN.search(style.raw) if style is not None else None
    if unseen is not None:
        return "display:none" if unseen.group(1) else "visibility:hidden"
    if name in _HIDDEN_BY_NAME and "open" not in attributes:
        return _HIDDEN_BY_NAME[name]
    classes = attributes.get("class") or attributes.get("classname")
    if classes is not None and not _HIDING_CLASSES.isdisjoint(classes.raw.lower().split()):
        return "visually hidden class"
    return ""
