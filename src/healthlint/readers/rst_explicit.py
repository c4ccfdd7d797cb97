"""Reads what starts with ".." in reStructuredText: comments, targets, footnotes, substitutions, directives.

What each directive means stands in `rst_directives`.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.readers.rst_blocks import RstBlocks

_NOTE = re.compile(r"\[(?:[0-9]{1,9}|\*|#?[^\W_][\w.:+-]{0,80}|#)\](?:[ \t]+|\Z)")
_TARGET = re.compile(r"_(?![ \t])(?:`[^`]*`|(?:\0.|[^:`])*):(?:[ \t]|\Z)|__:(?:[ \t]|\Z)")
_SUBSTITUTION = re.compile(r"\|(?![ \t])[^|]{1,200}\|[ \t]+(?=\w)")
_DIRECTIVE = re.compile(r"((?!_)[\w]+(?:[-._+:][^\W_]+)*)[ \t]?::(?:[ \t]+|\Z)")


def read_explicit(blocks: RstBlocks, at: int, last: int) -> int:
    """Read the explicit markup that starts in the line `at`; the line behind it."""
    lines, text = blocks.lines, blocks.text
    column = lines.columns[at]
    start, stop = lines.starts[at], lines.ends[at]
    inside = start + 2 + len(text[start + 2 : stop]) - len(text[start + 2 : stop].lstrip())
    if inside >= stop:
        # Two points alone before an empty line end what stands above; they comment nothing out.
        end = at + 1 if at + 1 >= last or lines.is_empty(at + 1) else lines.block_end(at + 1, last, column)
        _comment(blocks, at, end)
        return end
    end = lines.block_end(at + 1, last, column)
    note = _NOTE.match(text, inside, stop)
    if note is not None:
        blocks.page.enter("footnote", "footnote")
        blocks.inside(at, end, note.end())
        blocks.page.leave()
        return end
    if _TARGET.match(text, inside, stop):
        return end
    substitution = _SUBSTITUTION.match(text, inside, stop)
    directive = _DIRECTIVE.match(text, substitution.end() if substitution else inside, stop)
    if directive is None:
        _comment(blocks, at, end)
        return end
    # Imported only where there is one.
    from healthlint.readers.rst_directives import Directive, read_directive

    found = Directive(blocks, directive.group(1).lower(), at, end, directive.end())
    read_directive(found, substitution.group()[1:].rpartition("|")[0] if substitution else "")
    return end


def _comment(blocks: RstBlocks, at: int, end: int) -> None:
    """Keep the comment in the lines `at` to `end` (exclusive)."""
    lines = blocks.lines
    start = lines.starts[at]
    body = min(start + 3, lines.ends[at])
    stop = lines.ends[end - 1]
    blocks.builder.comment(start, stop, body, max(stop, body))
