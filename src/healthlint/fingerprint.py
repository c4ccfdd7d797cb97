"""A stable identity of a finding: the same after other text was added, moved or deleted around it.

Made of the rule, the words and the sentence around them, never of a line number: services that follow a finding from
run to run, and baselines, would lose it with every line added above.
"""

from __future__ import annotations

from bisect import bisect_right

try:
    from _blake2 import blake2b  # half a millisecond, where hashlib takes fifteen
except ImportError:  # another Python than CPython
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.finding import Finding
    from healthlint.segmentation import Text


def fingerprints(document: Document, text: Text, findings: list[Finding]) -> list[str]:
    """For each finding 24 hexadecimal digits, different for each finding of the document. `text` holds its sentences.

    Findings of one rule on equal words in equal sentences are told apart by their order.
    """
    passages = Passages(document, text)
    seen: dict[str, int] = {}
    result = []
    for finding in findings:
        identity = "\0".join((finding.rule.id, *_identity(finding, passages)))
        ordinal = seen.get(identity, 0)
        seen[identity] = ordinal + 1
        data = f"{identity}\0{ordinal}".encode("utf-8", "surrogatepass")
        result.append(blake2b(data, digest_size=12).hexdigest())
    return result


def _identity(finding: Finding, passages: Passages) -> tuple[str, ...]:
    """What tells a finding from others of its rule. That of a page as a whole (a disclaimer that is missing, a grade)
    does not depend on the words where it happens to be shown.
    """
    if finding.rule.kind == "disclaimer" or (finding.rule.kind == "readability" and finding.scope != "heading"):
        return (finding.pattern,)
    return passages.around(finding.start, finding.end)


_REACH = 1_000  # code points of a line around a place that count: a line may be a megabyte long


def normal(words: str) -> str:
    """Words as they are compared: without case, single spaces."""
    return " ".join(words.casefold().split())


class Passages:
    """What a reader sees of a source span, and the sentence that it starts in; the source itself where it is not
    prose.
    """

    def __init__(self, document: Document, text: Text) -> None:
        self._document = document
        self._pieces = sorted((start, end, first, last) for first, last, start, end in document.map.pieces())
        self._text = text
        self._starts = [text.starts[first] for first, _, _ in text.sentences]

    def around(self, start: int, end: int) -> tuple[str, str]:
        """The normalised words at source[start:end] and the normalised passage around them."""
        first, last = self._prose(start), self._prose(max(end - 1, start))
        at = bisect_right(self._starts, first) - 1
        if first < 0 or last < first or at < 0:
            return normal(self._document.text[start:end]), self._line(start)
        begin, finish, _ = self._text.sentences[at]
        prose, text = self._document.prose, self._text
        return normal(prose[first : last + 1]), normal(prose[text.starts[begin] : text.ends[finish - 1]])

    def _prose(self, offset: int) -> int:
        """The prose offset of a source offset, -1 where it is no prose."""
        at = bisect_right(self._pieces, offset, key=_start) - 1
        if at < 0:
            return -1
        start, end, first, last = self._pieces[at]
        return min(first + offset - start, last - 1) if offset < end else -1

    def _line(self, offset: int) -> str:
        text, starts = self._document.text, self._document.lines.starts
        line = self._document.lines.position(offset)[0]
        end = starts[line] if line < len(starts) else len(text)
        return normal(text[max(starts[line - 1], offset - _REACH) : min(end, offset + _REACH)])


def _start(piece: tuple[int, int, int, int]) -> int:
    return piece[0]
