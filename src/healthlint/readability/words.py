"""What one word adds to the counts, and the form in which a sentence is counted.

Words are what stands between white space, without punctuation, as in textstat 0.7.13. Knows nothing of formulas.
"""

from __future__ import annotations

import re

from healthlint.readability.syllables import easy_words, syllables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COUNTS = ("words", "pieces", "syllables", "polysyllables", "complex_words", "difficult_words", "characters", "letters")
"""The counts of a tally, the lowest bits first."""

WIDTH = 32
"""The bits of one count in a tally: enough for any text that fits into memory."""

FEWEST_WORDS = 3
"""A sentence of fewer words is a fragment and not counted."""

_MASK = (1 << WIDTH) - 1
_WORD, _PIECE, _SYLLABLE, _POLYSYLLABLE, _COMPLEX, _DIFFICULT, _CHARACTER, _LETTER = (
    1 << place * WIDTH for place in range(len(COUNTS))
)
_MOST_REMEMBERED = 50_000
_LONGEST_REMEMBERED = 64
_NO_APOSTROPHE = re.compile(r"'(?![tsd]|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s']")
_APOSTROPHES = "\u2019\u02bc\uff07"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffc"
_FOLD = {**dict.fromkeys(map(ord, _APOSTROPHES), "'"), **dict.fromkeys(map(ord, _INVISIBLE), None)}
_INNER_STOPS = {ord(stop): "," for stop in ".!?"}


class _Memory(dict[str, int]):
    """What `compute` gives for a string, remembered for short ones; all is forgotten when it becomes too much."""

    __slots__ = ("_compute",)

    def __init__(self, compute: Callable[[str], int]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, key: str) -> int:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        value = self._compute(key)
        if len(key) <= _LONGEST_REMEMBERED:
            self[key] = value
        return value


def tally(sentence: str) -> int:
    """All the counts of a sentence in one number (`unpack` takes it apart); 0 for a fragment."""
    total = sum(map(_piece_tallies.__getitem__, sentence.split()))
    if total & _MASK < FEWEST_WORDS:
        return 0
    # A sentence without its own end is given a full stop (see `normalised`), which counts as a character.
    return total if sentence[-1] in ".!?" or _is_closed(sentence) else total + _CHARACTER


def unpack(total: int) -> dict[str, int]:
    """The counts of a tally, or of a sum of tallies, by name."""
    return {name: total >> place * WIDTH & _MASK for place, name in enumerate(COUNTS)}


def normalised(sentence: str) -> str:
    """The sentence as it is counted: what textstat must be given to count the same.

    Curly apostrophes are straight, invisible characters gone; full stops, question and exclamation marks before the
    last word ("0.5 mg", "U.S. cohort") are commas, since textstat ends a sentence at each; a full stop is added where
    none of the three stands behind the last word.
    """
    folded = sentence.translate(_FOLD).strip()
    end = _after_last_word(folded)
    closing = folded[end:] if _is_closed(folded) else folded[end:] + "."
    return folded[:end].translate(_INNER_STOPS) + closing


def as_text(sentences: Iterable[str]) -> str:
    """The sentences as they are counted, one a line, fragments left out: a text for textstat."""
    return "\n".join(normalised(sentence) for sentence in sentences if tally(sentence))


def _piece_tally(piece: str) -> int:
    folded = piece if piece.isascii() else piece.translate(_FOLD)
    if not folded:
        return 0
    word = _bare(folded)
    counts = _PIECE + len(folded) * _CHARACTER
    if word:
        counts += (len(word) - word.count("'")) * _LETTER + _word_tallies[word.lower()]
    return counts


def _word_tally(word: str) -> int:
    count = syllables(word)
    counts = _WORD + count * _SYLLABLE
    if count > 2:
        counts += _POLYSYLLABLE
    if word not in easy_words():
        counts += _DIFFICULT
        # Lower case can bring a mark that is no letter (İ): textstat drops it where it judges how hard a word is.
        if (count if word.isascii() else syllables(_bare(word))) > 2:
            counts += _COMPLEX
    return counts


_piece_tallies = _Memory(_piece_tally)
_word_tallies = _Memory(_word_tally)


def _bare(text: str) -> str:
    """The text without punctuation; apostrophes stay where a contraction or possessive goes on behind them."""
    if "'" in text:
        text = _NO_APOSTROPHE.sub("", text)
    return text if text.isalnum() else _PUNCTUATION.sub("", text)


def _is_closed(sentence: str) -> bool:
    """Whether a full stop, question or exclamation mark stands behind the last word."""
    return any(stop in sentence[_after_last_word(sentence) :] for stop in ".!?")


def _after_last_word(sentence: str) -> int:
    end = len(sentence)
    while end and not (sentence[end - 1].isalnum() or sentence[end - 1] == "_"):
        end -= 1
    return end
