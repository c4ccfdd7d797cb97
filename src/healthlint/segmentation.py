"""Words and sentences of a document's prose, as parallel lists of spans.

A word is matched by its *key*: its folded form. Folding works a word at a time, so it never needs a map of its own: the
place of a match is the place of its first and last word. Nothing here knows rules or lists.
"""

from __future__ import annotations

import re
import unicodedata

from healthlint.document import Document

_INSIDE = r"\w\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)+"  # decimals, thousands
    rf"|(?:[A-Za-z]\.){{2,}}(?![\w])"  # U.S., e.g.
    rf"|[{_INSIDE}]+(?:['’ʼ‘＇][{_INSIDE}]+)*"  # words
    r"|[.!?…。！？]+"  # ends of sentences
    r"|(?<=\s)[-‐‑‒–−]+(?=\s)|--+|[—―]+"  # dashes between words; a hyphen inside a compound is no token
    r"|[,;:()\[\]\"“”„«»%&+*†‡§#$€£/•|\ufffc]"
)

PUNCTUATION = frozenset('.!?,;:()[]"*†‡§#/•|') | {"--", "."}
"""Keys of tokens that are no words: they take no place in a gap."""

QUIET = frozenset('"*†‡§[]')
"""Punctuation that may stand between two words in a row of a phrase."""

_ENDS = frozenset(".!?")
_CLOSERS = frozenset('")]')
_CONTRACTED = frozenset(
    "it's that's what's who's here's there's where's how's let's he's she's this's everyone's something's nothing's".split()
)
_IGNORABLE = {ord(char): None for char in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}
_APOSTROPHES = {ord(char): "'" for char in "’ʼ‘＇"}
# Letters of other scripts that look like Latin ones: a word that mixes scripts is read as it looks.
_LOOKALIKES = {
    **dict(zip(map(ord, "асеорхуіјѕһԁԛԝ"), "aceopxyijshdqw", strict=True)),
    **dict(zip(map(ord, "αορνικτυχ"), "aopviktux", strict=True)),
}
_SYMBOLS = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "&": "and", "€": "$", "£": "$", "•": ",", "|": ","}
_ABBREVIATIONS = frozenset(
    "al approx assn bros ca capt cf cfr co col corp dept dr drs ed eds eq esp est etc fig figs gen gov hon hr hrs inc incl "
    "int jr kg lb lbs lt ltd max mg min ml mr mrs ms mt nos oz p pg ph pp prof pt pts rep resp rev rx sec sen sgt sp spp sr "
    "st univ viz vol vs yr yrs".split()
)
_BEFORE_NUMBER = frozenset("no nos art sec vol ch fig pp p".split())
_BEFORE_LETTER = frozenset("vitamin vitamins hepatitis type group factor schedule influenza part plan omega strep".split())
LONGEST_SENTENCE = 250
"""Sentences of more tokens are cut: no text costs more than in proportion to its length."""


def fold(raw: str) -> str:
    """The key of a token: lower case, straight apostrophes, no possessive, no accents, ligatures and invisible characters."""
    if raw.isascii():
        key = raw.lower()
    else:
        key = _fold_unicode(raw)
    if key[-2:] == "'s" and key not in _CONTRACTED:
        return key[:-2]
    if "." in key and key[0].isalpha() and len(key) > 4:
        return key.replace(".", "")
    if key[0] in ".!?-":
        return _fold_punctuation(key)
    return key


def _fold_unicode(raw: str) -> str:
    if raw in _SYMBOLS:
        return _SYMBOLS[raw]
    if raw[0] in "—―–‐‑‒−":
        return "--"
    key = unicodedata.normalize("NFKD", raw.translate(_IGNORABLE).translate(_APOSTROPHES)).casefold()
    key = "".join(char for char in key if not "\u0300" <= char <= "\u036f")
    if not key.isascii() and any("a" <= char <= "z" for char in key):
        key = key.translate(_LOOKALIKES)
    return key or raw


def _fold_punctuation(key: str) -> str:
    if key[0] == "-":
        return "--"
    if "?" in key:
        return "?"
    return "!" if "!" in key else "."


def split(words: str) -> list[str]:
    """The tokens of a few words, as they stand."""
    return _TOKEN.findall(words)


class Keys(dict[str, str]):
    """Token to key, filled as tokens are met.

    `exact` maps words to be told apart by their case to keys of their own. A number that is not in `numbers` has the key "#":
    rules can ask for any number.
    """

    def __init__(self, exact: dict[str, str] | None = None, numbers: frozenset[str] | None = None) -> None:
        super().__init__(exact or {})
        self._numbers = numbers
        self.update({"&": "and", "…": ".", "。": ".", "！": "!", "？": "?"})

    def __missing__(self, raw: str) -> str:
        key = fold(raw)
        if key[0].isdigit() and self._numbers is not None and key not in self._numbers and not key[-1].isalpha():
            key = "#"
        self[raw] = key
        return key


class Text:
    """The tokens and sentences of a document.

    `keys[i]` is the key of token i, which stands at `prose[starts[i]:ends[i]]`. `sentences` holds (first token, token after
    the last, index of the region); a sentence never leaves its region.
    """

    __slots__ = ("document", "ends", "keys", "sentences", "starts")

    def __init__(self, document: Document, keys: Keys) -> None:
        self.document = document
        self.keys: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentences: list[tuple[int, int, int]] = []
        prose = document.prose
        for index, region in enumerate(document.regions):
            first = len(self.keys)
            spans = [found.span() for found in _TOKEN.finditer(prose, region.start, region.end)]
            if not spans:
                continue
            self.keys += [keys[prose[start:end]] for start, end in spans]
            self.starts += [start for start, _ in spans]
            self.ends += [end for _, end in spans]
            self._split(first, index)

    def _split(self, first: int, region: int) -> None:
        keys, last = self.keys, len(self.keys)
        begin = first
        for index in [at for at in range(first, last) if keys[at] in _ENDS]:
            if index < begin:
                continue
            end = self._sentence_end(index, first, last)
            if end:
                self._append(begin, end, region)
                begin = end
        if begin < last:
            self._append(begin, last, region)

    def _append(self, begin: int, end: int, region: int) -> None:
        while end - begin > LONGEST_SENTENCE:
            cut = begin + LONGEST_SENTENCE
            for at in range(cut, begin + LONGEST_SENTENCE // 2, -1):
                if self.keys[at - 1] in (";", ",", "--"):
                    cut = at
                    break
            self.sentences.append((begin, cut, region))
            begin = cut
        self.sentences.append((begin, end, region))

    def _sentence_end(self, at: int, first: int, last: int) -> int:
        """The token after the sentence that the full stop (or other mark) at token `at` ends; 0 where it ends none."""
        prose, starts, ends = self.document.prose, self.starts, self.ends
        after = at + 1
        while after < last and starts[after] == ends[after - 1] and self._closes(after):
            after += 1
        if after == last:
            return last
        following = prose[starts[after]]
        spaced = starts[after] > ends[after - 1]
        if self.keys[at] != ".":
            return after if spaced and not following.islower() else 0
        if not spaced:
            glued = following.isupper() and prose[starts[at] - 1].islower() and ends[after] - starts[after] > 1
            return after if glued and at - 1 >= first else 0
        if following.islower() or (ends[at] - starts[at] > 1 and not following.isupper()):
            return 0
        return 0 if self._is_abbreviation(at, first, following) else after

    def _closes(self, at: int) -> bool:
        raw = self.document.prose[self.starts[at] : self.ends[at]]
        return self.keys[at] in _CLOSERS or raw in "¹²³⁴⁵⁶⁷⁸⁹⁰" or (self.keys[at] == "[")

    def _is_abbreviation(self, at: int, first: int, following: str) -> bool:
        if at == first or self.starts[at] != self.ends[at - 1]:
            return False
        key = self.keys[at - 1]
        if key in _ABBREVIATIONS:
            return not (key in ("etc", "mg", "ml", "kg", "oz", "lb", "lbs", "min", "hrs", "inc", "ltd", "co", "corp") and following.isupper())
        if key in _BEFORE_NUMBER and following.isdigit():
            return True
        raw = self.document.prose[self.starts[at - 1] : self.ends[at - 1]]
        if len(raw) == 1 and raw.isupper():
            before = self.keys[at - 2] if at - 2 >= first else ""
            return before not in _BEFORE_LETTER and before != "$"
        return False
