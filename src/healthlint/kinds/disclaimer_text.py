"""Whether words are a prescribed wording.

Compares tokens, so that case, white space, markup, quotation marks and symbols never matter. Knows wordings and words,
not rules or pages.
"""

from __future__ import annotations

from array import array
from itertools import pairwise

from healthlint.document import OFFSETS, Document, Region
from healthlint.segmentation import Text
from healthlint.words import PUNCTUATION, Keys, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SYMBOLS = frozenset("*†‡§")
"""Keys of the tokens that link a statement with its disclaimer; `#` is one where it is no number."""

STOPS = frozenset(".!?")
"""Keys at which a sentence of a wording ends."""

_CLOSES = STOPS | {")", "]", "(", ";", "--"}
_SERIAL = frozenset(("and", "or"))
_COMPARED_OTHERWISE = SYMBOLS | {'"', ",", "&"}
_NAME = 0.5  # what a word of a name counts, beside 1 for other words: pages speak of the same agencies elsewhere


class Stream:
    """The tokens of a text as wordings are compared: without quotation marks, symbols and serial commas, and with a
    full stop at the end of every region.

    `keys[i]` stands for the token `tokens[i]` (the last of its region for a full stop that is not written).
    """

    __slots__ = ("keys", "text", "tokens")

    def __init__(self, text: Text) -> None:
        self.text = text
        self.keys: list[str] = []
        self.tokens = array(OFFSETS)
        here = -1
        for begin, end, region in text.sentences:
            if region != here:
                self._stop()
                here = region
            self._add(begin, end)
        self._stop()

    def _add(self, begin: int, end: int) -> None:
        keys = self.text.keys
        for at in range(begin, end):
            key = keys[at]
            if key in _COMPARED_OTHERWISE or key[0] in "#=":
                key = self._compared(at)
                if not key:
                    continue
            self.keys.append(key)
            self.tokens.append(at)

    def _compared(self, at: int) -> str:
        """What a token that is none of the common words is compared as, "" for nothing."""
        keys = self.text.keys
        key = keys[at]
        if key in SYMBOLS or key == '"' or (key == "," and at + 1 < len(keys) and keys[at + 1] in _SERIAL):
            return ""
        if key[0] in "#=":
            key = fold(self.raw(at))
            return "" if key == "#" else key
        return "and" if key == "&" else key

    def _stop(self) -> None:
        if self.keys and self.keys[-1] not in STOPS:
            self.keys.append(".")
            self.tokens.append(self.tokens[-1])

    def raw(self, token: int) -> str:
        """A token as it stands in the prose."""
        return self.text.document.prose[self.text.starts[token] : self.text.ends[token]]


class Wording:
    """A prescribed wording. `keys` are those of its stream without the last full stop; `sentences` are the (start, end)
    of its sentences in them; `pairs` maps two neighbouring words to the sentences that hold them.
    """

    __slots__ = ("id", "keys", "pairs", "sentences", "stream", "text")

    def __init__(self, id: str, text: str, keys: Keys) -> None:
        self.id = id
        self.text = text
        document = Document("", text)
        document.prose = text
        document.regions = [Region("paragraph", 0, len(text))]
        self.stream = Stream(Text(document, keys))
        self.keys = self.stream.keys[:-1]
        self.sentences = self._sentences()
        self.pairs: dict[tuple[str, str], set[int]] = {}
        for number, (start, end) in enumerate(self.sentences):
            words = [key for key in self.keys[start:end] if key not in PUNCTUATION]
            for pair in pairwise(words):
                self.pairs.setdefault(pair, set()).add(number)

    def _sentences(self) -> list[tuple[int, int]]:
        ends = [at + 1 for at, key in enumerate(self.keys) if key in STOPS] + [len(self.keys)]
        return list(zip([0, *ends[:-1]], ends, strict=True))

    def weights(self) -> list[float]:
        """What each of the keys counts."""
        return [self._weight(at) for at in range(len(self.keys))]

    def _weight(self, at: int) -> float:
        if self.keys[at] in PUNCTUATION:
            return 0.0
        begins = any(at == start for start, _ in self.sentences)
        return _NAME if self.stream.raw(self.stream.tokens[at]).istitle() and not begins else 1.0

    def words(self, start: int, end: int) -> str:
        """The words of the keys `start` to `end` as they are prescribed."""
        text, tokens = self.stream.text, self.stream.tokens
        return self.text[text.starts[tokens[start]] : text.ends[tokens[end - 1]]]


def exact_places(stream: Stream, wording: Wording) -> Iterator[tuple[int, int]]:
    """Where the wording stands, as (first token, token after the last)."""
    if not wording.keys:
        return
    rarest = max(wording.keys, key=len)
    offset = wording.keys.index(rarest)
    at = -1
    for _ in range(stream.keys.count(rarest)):
        at = stream.keys.index(rarest, at + 1)
        start, end = at - offset, at - offset + len(wording.keys)
        if start >= 0 and stream.keys[start:end] == wording.keys and stream.keys[end] in _CLOSES:
            yield stream.tokens[start], stream.tokens[end - 1] + 1
