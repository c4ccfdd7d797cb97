"""Which part of the text a suppression covers, and which passages have no beginning or no end. Knows no rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, groupby

from healthlint.fingerprint import normal
from healthlint.suppression.directive import END, FRONT_MATTER, NEXT_LINE, PASSAGE, Directive

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.document import Document
    from healthlint.finding import Finding

MOST_NESTED = 100
"""Passages that one may stand inside: each finding is held against all that are open around it."""

_BLANK = " \t\r\n>"


class Reach:
    """A directive and what it covers: source[start:end]. Of a passage that is all which starts in it, of a line all
    that touches it. `words` are those that a sentence must keep, normalised.
    """

    __slots__ = ("directive", "end", "start", "words")

    def __init__(self, directive: Directive, start: int, end: int) -> None:
        self.directive = directive
        self.start = start
        self.end = end
        self.words = normal(directive.words)


class Group:
    """Reaches of one rule that cover the same, in the order of the source. `gave_way` is a note of who asks: whether
    each of them is known to cover a finding of a rule that gave way.
    """

    __slots__ = ("_answer", "_first", "_held", "gave_way", "reaches")

    def __init__(self, reaches: list[Reach]) -> None:
        self.reaches = reaches
        self.gave_way = False
        self._first: dict[str, int] = {}
        for number, reach in enumerate(reaches):
            self._first.setdefault(reach.words, number)
        self._held: frozenset[str] | None = None
        self._answer: Reach | None = None

    def first(self, held: frozenset[str]) -> Reach | None:
        """The first of them that asks for words which are among those of a sentence."""
        if held is not self._held:  # findings of one sentence come in a row
            numbers = [self._first[words] for words in held if words in self._first]
            self._held, self._answer = held, self.reaches[min(numbers)] if numbers else None
        return self._answer


class Cover:
    """The reaches of one rule, in the order of the source. `wide` are those that reach over all of the text; the others
    are asked for findings in the order in which these begin.
    """

    __slots__ = ("_ends", "_lines", "_next", "_open", "_passages", "_starts", "wide")

    def __init__(self, reaches: list[Reach]) -> None:
        keywords = [reach.directive.keyword for reach in reaches]
        pairs = list(zip(keywords, reaches, strict=True))
        lines = [reach for keyword, reach in pairs if keyword == NEXT_LINE]
        self._lines = [Group([*group]) for _, group in groupby(lines, key=_span)]
        self._starts = [group.reaches[0].start for group in self._lines]
        self._ends = [group.reaches[0].end for group in self._lines]
        self._passages = [reach for keyword, reach in pairs if keyword == PASSAGE]
        self.wide = Group([reach for keyword, reach in pairs if keyword not in (NEXT_LINE, PASSAGE)])
        self._open: list[Reach] = []
        self._next = 0

    def near(self, finding: Finding) -> tuple[list[Group], list[Reach]]:
        """What covers the finding and is not `wide`: for each of its lines what was written for it, and the passages,
        that which was written for the least of the text first.
        """
        start, end = finding.start, max(finding.end, finding.start + 1)
        lines = self._lines[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
        passages, opened = self._passages, self._open
        while self._next < len(passages) and passages[self._next].start <= start:
            _close(opened, passages[self._next].start)
            opened.append(passages[self._next])
            self._next += 1
        _close(opened, start)
        return lines, opened[::-1]


def _span(reach: Reach) -> tuple[int, int]:
    return reach.start, reach.end


class Spans:
    """Where findings of one rule stand, which come in the order in which they begin."""

    __slots__ = ("_furthest", "_starts")

    def __init__(self, findings: list[Finding]) -> None:
        self._starts = [finding.start for finding in findings]
        self._furthest = list(accumulate((max(each.end, each.start + 1) for each in findings), max))

    def reached_by(self, reach: Reach) -> bool:
        """Whether a reach covers one of them."""
        before = bisect_left(self._starts, reach.end)
        if reach.directive.keyword == PASSAGE:
            return before > bisect_left(self._starts, reach.start)
        return before > 0 and self._furthest[before - 1] > reach.start


def _close(opened: list[Reach], at: int) -> None:
    """Take away the passages that end at or before an offset; they nest, so that these are the last ones."""
    while opened and opened[-1].end <= at:
        opened.pop()


def reaches(document: Document, directives: list[Directive]) -> list[Reach]:
    """What each directive covers, without the ends of passages; directives come in the order of the source.

    A passage without an end, an end without a beginning, and a passage inside too many others get a fault.
    """
    found: list[Reach] = []
    opened: list[Reach] = []
    following = _Following(document, directives)
    for directive in directives:
        if directive.keyword == END:
            if opened:
                opened.pop().end = directive.start
            else:
                directive.blame("unclosed", END, f"there is no {PASSAGE} before this {END}: take it out")
        if directive.keyword == END and not directive.faults:
            continue
        if directive.keyword == NEXT_LINE:
            reach = Reach(directive, *(directive.below or following.after(directive.end)))
        elif directive.keyword == PASSAGE:
            reach = Reach(directive, directive.end, directive.end)
            if len(opened) >= MOST_NESTED:
                directive.blame(
                    "malformed", PASSAGE, f"it stands inside {MOST_NESTED} others: end one of them before it"
                )
            opened.append(reach)
        else:
            reach = Reach(directive, 0, len(document.text) + 1)
        found.append(reach)
    for reach in opened:
        reach.directive.blame("unclosed", PASSAGE, f"there is no {END} after this {PASSAGE}: add one below the passage")
    return found


def _alone(document: Document, directives: list[Directive]) -> dict[int, int]:
    """The lines that a directive in a comment begins and nothing else stands on, each with the last of its lines."""
    text, lines = document.text, document.lines
    found = {}
    before = 0  # the last line of the directive before
    for directive in directives:
        first, column = lines.position(directive.start)
        last = lines.position(max(directive.end - 1, directive.start))[0]
        if first > before and directive.keyword != FRONT_MATTER:
            stop = _line_end(text, lines.starts, last)
            around = text[directive.start - column + 1 : directive.start], text[directive.end : stop]
            if not (around[0].strip(_BLANK) or around[1].strip()):
                found[first] = last
        before = last
    return found


class _Following:
    """Finds the line below a directive, in time that does not grow with the number of directives between the two."""

    def __init__(self, document: Document, directives: list[Directive]) -> None:
        self._document = document
        self._alone = _alone(document, directives)
        self._found: dict[int, int] = {}  # by line: the first from it on that holds more

    def after(self, end: int) -> tuple[int, int]:
        """The next line behind `end` that holds more than blanks, signs of a quotation and directives; an empty span at
        the end of the text where there is none.
        """
        text, starts = self._document.text, self._document.lines.starts
        line = self._document.lines.position(max(end - 1, 0))[0] + 1
        passed = []
        while line <= len(starts) and line not in self._found:
            passed.append(line)
            if line in self._alone:
                line = self._alone[line]
            elif text[starts[line - 1] : _line_end(text, starts, line)].strip(_BLANK):
                self._found[line] = line
                break
            line += 1
        line = self._found.get(line, line)
        self._found.update(dict.fromkeys(passed, line))
        if line > len(starts):
            return len(text) + 1, len(text) + 1
        return starts[line - 1], _line_end(text, starts, line)


def _line_end(text: str, starts: Sequence[int], line: int) -> int:
    return starts[line] if line < len(starts) else len(text)
