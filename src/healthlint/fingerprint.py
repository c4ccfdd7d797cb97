"""A stable identity of a finding: the same after other text was added, moved or deleted around it.

Made of the rule, the words and the sentence around them, never of a line number: services that follow a finding from
run to run, and baselines, would lose it with every line added above. Words count as they are read: how they are
wrapped, emphasised, hyphenated and quoted, and their case, make no difference.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import filterfalse

try:
    from _blake2 import blake2b  # half a millisecond, where hashlib takes fifteen
except ImportError:  # another Python than CPython
    from hashlib import blake2b

from healthlint.words import PUNCTUATION, Keys, split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.finding import Finding
    from healthlint.segmentation import Text


def fingerprints(document: Document, text: Text, findings: list[Finding]) -> list[str]:
    """For each finding 24 hexadecimal digits, different for each finding of the document. `text` holds its sentences.

    Findings of one rule on equal words in equal sentences are told apart by their order: the last four digits.
    """
    passages = Passages(document, text)
    seen: dict[str, int] = {}
    result = []
    for finding in findings:
        identity = "\0".join((finding.rule.id, *_identity(finding, passages)))
        ordinal = seen.get(identity, 0)
        seen[identity] = ordinal + 1
        digest = blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=_DIGITS // 2).hexdigest()
        result.append(with_ordinal(digest, ordinal))
    return result


_DIGITS = 20


def identity_of(fingerprint: str) -> str:
    """What findings of one rule on equal words in equal sentences have in common, in any document."""
    return fingerprint[:_DIGITS]


def with_ordinal(identity: str, ordinal: int) -> str:
    """The fingerprint of the finding with the index `ordinal` among those of one identity."""
    return f"{identity}{ordinal:04x}"


def is_of_page(finding: Finding) -> bool:
    """Whether a finding is about a page as a whole (a disclaimer that is missing, a grade): it does not depend on the
    words where it happens to be shown, and there is one for each `pattern`.
    """
    return finding.rule.kind == "disclaimer" or (finding.rule.kind == "readability" and finding.scope != "heading")


def _identity(finding: Finding, passages: Passages) -> tuple[str, ...]:
    """What tells a finding from others of its rule."""
    if is_of_page(finding):
        return (finding.pattern,)
    return passages.keys(finding.start, finding.end)


_MUTE = PUNCTUATION - {"?"}
_KEYS = Keys()


def keys_of(words: str) -> str:
    """Words as a reader takes them in: without case, accents and punctuation, but for question marks."""
    keys = filterfalse(_MUTE.__contains__, map(_KEYS.__getitem__, split(words)))
    return " ".join(keys) or normal(words)


_REACH = 1_000  # code points of a line around a place that count: a line may be a megabyte long


def normal(words: str) -> str:
    """Words as they are compared: without case, single spaces."""
    return " ".join(words.casefold().split())


class Passages:
    """What a reader sees of a source span, and the sentence that it starts in; the source itself where it is not
    prose. Findings mostly come in order: what was made of the last sentence is kept.
    """

    def __init__(self, document: Document, text: Text) -> None:
        self._document = document
        self._pieces = sorted([(start, end, first, last) for first, last, start, end in document.map.pieces()])
        self._text = text
        self._at = -1
        self._sentence = self._passage = self._keys = ""

    def keys(self, start: int, end: int) -> tuple[str, str]:
        """The keys of the words at source[start:end] and of the passage around them."""
        words, passage = self.around(start, end)
        if passage != self._passage:
            self._passage, self._keys = passage, keys_of(passage)
        return keys_of(words), self._keys

    def around(self, start: int, end: int) -> tuple[str, str]:
        """The normalised words at source[start:end] and the normalised passage around them."""
        first, last = self._prose(start), self._prose(max(end - 1, start))
        prose, text = self._document.prose, self._text
        token = bisect_right(text.starts, first) - 1
        if first < 0 or last < first or token < 0:
            return normal(self._document.text[start:end]), self._line(start)
        at = bisect_right(text.firsts, token) - 1
        if at != self._at:
            self._at = at
            self._sentence = normal(prose[text.starts[text.firsts[at]] : text.ends[text.lasts[at] - 1]])
        return normal(prose[first : last + 1]), self._sentence

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
