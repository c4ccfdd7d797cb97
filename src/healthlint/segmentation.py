"""Words and sentences of a document's prose, as parallel lists of spans.

A word is matched by its *key*: its folded form. Folding works a word at a time, so it never needs a map of its own: the
place of a match is the place of its first and last word. Nothing here knows rules or lists.
"""

from __future__ import annotations

import re
import unicodedata

from healthlint.document import Document

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "\u2019\u02bc\u2018\uff07\u00b4\u2032"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
_SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_INSIDE = rf"\w{_INVISIBLE}\u0300-\u036f"
_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)+"  # decimals, thousands
    rf"|(?:[A-Za-z]\.){{2,8}}(?!\w)"  # U.S., e.g.
    rf"|\w[{_INSIDE}]*(?:['{_APOSTROPHES}]\w[{_INSIDE}]*)*"  # words
    "|[.!?…。\uff0e\uff01\uff1f]+"  # ends of sentences
    rf"|(?<=\s)[-{_HYPHENS}]+(?=\s)|--+|[—―]+"  # dashes between words; a hyphen inside a compound is no token
    r"|[,;:()\[\]\"“”„«»%&+*†‡§#$€£/•|™®℠\ufffc]"
)

PUNCTUATION = frozenset('.!?…,;:()[]"*†‡§#/•|™') | {"--"}
"""Keys of tokens that are no words: they take no place in a gap."""

QUIET = frozenset('"*†‡§#[]™')
"""Punctuation that may stand between two words in a row of a phrase."""

NUMBER = "#0"
"""The key of every number that no rule names."""

LONGEST_SENTENCE = 250
"""Sentences of more tokens are cut: no text costs more than in proportion to its length."""


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_MOST_KEYS = 50_000
_LONGEST_KEPT = 64
_CONTRACTED = _words(
    "it's that's what's who's here's there's where's how's let's he's she's this's everyone's something's nothing's"
)
_IGNORABLE = {ord(char): None for char in _INVISIBLE}
_STRAIGHT = {ord(char): "'" for char in _APOSTROPHES}
# Letters of other scripts that look like Latin ones: a word that mixes scripts is read as it looks.
_LOOKALIKES = {
    ord(other): latin
    for others, latins in (
        ("\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0458\u0455\u04bb\u0501\u051b\u051d", "aceopxyijshdqw"),
        ("\u0432\u043d\u043c\u0442\u043a", "bhmtk"),  # Cyrillic that looks so as capitals
        ("\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u03c4\u03c5\u03c7\u03b2\u03b5\u03b6", "aopviktuxbez"),
        ("\u0131\u0251\u0261", "iag"),
    )
    for other, latin in zip(others, latins, strict=True)
}
_SYMBOLS = {
    "。": ".",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "€": "$",
    "£": "$",
    "•": ",",
    "™": "™",  # and not the letters t and m, as which Unicode decomposes it
    "®": "™",
    "℠": "™",
}
_ENDS = frozenset(".!?…")
_GO_ON = PUNCTUATION | _words(
    "a an the of for from to with without in on by as at against such like and or but than your our their its may can "
    "help helps helping treat treats reduce reduces prevent prevents relieve relieves include includes is are"
)
"""Behind these an ellipsis stands for words left out of a sentence that goes on, even before a capital."""
_DOTTED = _words("u.s. u.k. e.u. d.c. a.m. p.m. m.d. r.n.")
"""Abbreviations that often are the last word of a sentence."""
_STARTERS = _words(
    "the this these that those it its they he she we you your our if a an there however when while in as for but and "
    "many most some after"
)
# What may stand between two sentences: closing quotes and brackets, marks and numbers of footnotes.
_CLOSING = re.compile(rf"(?:[)\]\"'”\u2019»*†‡§#{_SUPERSCRIPTS}]|\[[\d,\s\u2013-]{{1,30}}\])*")
_NOTE = re.compile(r"\d{1,3}(?=\s+[A-Z“\"])")
_ABBREVIATIONS = _words(
    "al approx assn bros ca capt cf cfr col dept dr drs ed eds eq esp est fig figs gen gov hon incl int jr max misc mr "
    "mrs ms mt nos p pg ph pp prof pt pts ref refs rep resp rev rx sen sgt sp spp sr st univ viz vol vs"
)
_UNITS = _words("etc mg ml kg oz lb lbs min hr hrs yr yrs inc ltd co corp tbsp tsp")
"""Abbreviations behind which a capital starts a new sentence."""
_BEFORE_NUMBER = _words("no art sec ch jan feb mar apr jun jul aug sep sept oct nov dec")
_BEFORE_LETTER = _words("vitamin vitamins hepatitis type group factor schedule influenza part plan omega strep $")


def fold(raw: str) -> str:
    """The key of a token: lower case, straight apostrophes, without possessive, accents, ligatures, what can't be
    seen.
    """
    if raw == "&":
        return "and"
    key = raw.lower() if raw.isascii() else _fold_unicode(raw)
    if key[-2:] == "'s" and key not in _CONTRACTED:
        return key[:-2]
    if "." in key and key[0].isalpha() and len(key) > 4:
        return key.replace(".", "")
    if key[0] in ".!?-…":
        return _fold_punctuation(key)
    return (key.strip("_") or key) if "_" in key else key


def _fold_unicode(raw: str) -> str:
    if raw in _SYMBOLS:
        return _SYMBOLS[raw]
    if raw[0] in "—―" or raw[0] in _HYPHENS:
        return "--"
    bare = raw.rstrip(_SUPERSCRIPTS)
    if bare and bare[0].isalpha():
        raw = bare  # the number of a footnote
    key = unicodedata.normalize("NFKD", raw.translate(_IGNORABLE).translate(_STRAIGHT)).casefold()
    key = "".join(char for char in key if not "\u0300" <= char <= "\u036f")
    if not key.isascii() and any("a" <= char <= "z" for char in key):
        key = key.translate(_LOOKALIKES)
    return key or raw


def _fold_punctuation(key: str) -> str:
    if key[0] == "-":
        return "--"
    if "?" in key:
        return "?"
    if "!" in key:
        return "!"
    return "…" if key.count(".") + 3 * key.count("…") > 2 else "."


def split(words: str) -> list[str]:
    """The tokens of a few words, as they stand."""
    return _TOKEN.findall(words)


class Keys(dict[str, str]):
    """Token to key, filled as tokens are met and emptied before it grows large.

    `exact` maps words to be told apart by their case to keys of their own. A number that is not in `numbers` has the
    key NUMBER: rules can ask for any number. Without `numbers` every number is its own key.
    """

    def __init__(self, exact: dict[str, str] | None = None, numbers: frozenset[str] | None = None) -> None:
        super().__init__()
        self._exact = exact or {}
        self._numbers = numbers
        self._begin()

    def _begin(self) -> None:
        self.clear()
        self.update(self._exact)

    def __missing__(self, raw: str) -> str:
        key = fold(raw)
        if key[0].isdigit() and self._numbers is not None and key not in self._numbers and not key[-1].isalpha():
            key = NUMBER
        elif raw[:-2] in self._exact and raw[-1] == "s" and fold(raw) == fold(raw[:-2]):
            key = self._exact[raw[:-2]]  # its possessive
        if len(raw) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEYS:
                self._begin()
            self[raw] = key
        return key


class Text:
    """The tokens and sentences of a document.

    `keys[i]` is the key of token i, which stands at `prose[starts[i]:ends[i]]`. `sentences` holds (first token, token
    after the last, index of the region); a sentence never leaves its region.
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
        for index in [at for at in range(first, last) if keys[at] in _ENDS or keys[at] in _DOTTED]:
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
        """The token after the sentence that token `at` (a full stop or the like) ends; 0 where it ends none."""
        prose, key = self.document.prose, self.keys[at]
        position = self._past_closing(at, first)
        after = at + 1
        while after < last and self.starts[after] < position:
            after += 1
        if after == last:
            return last if key in _ENDS else 0
        start = self.starts[after]
        following = prose[start]
        if start == position:
            ends = self._is_glued(at, after, first)
        elif key in _DOTTED:
            ends = following.isupper() and self.keys[after] in _STARTERS
        elif key == "…":  # words left out, unless a new sentence starts
            ends = following.isupper() and self.keys[max(at - 1, first)] not in _GO_ON
        elif key != ".":
            ends = not following.islower()
        elif following.islower():
            ends = self._is_plain_word(at - 1, at, first)
        else:
            single = self.ends[at] - self.starts[at] == 1
            ends = (single or following.isupper()) and not self._is_abbreviation(at, first, following)
        return after if ends else 0

    def _past_closing(self, at: int, first: int) -> int:
        """The offset behind the quotes, brackets and footnote marks that close the sentence at token `at`."""
        prose, position = self.document.prose, self.ends[at]
        found = _CLOSING.match(prose, position)
        if found is not None and found.end() > position:
            return found.end()
        note = _NOTE.match(prose, position)
        return note.end() if note is not None and self._is_plain_word(at - 1, at, first) else position

    def _is_glued(self, at: int, after: int, first: int) -> bool:
        """Whether the sentence after it was written without a space ("no pain.It helps")."""
        prose, start = self.document.prose, self.starts[after]
        return (
            prose[start].isupper()
            and self.ends[after] - start > 1
            and at > first
            and prose[self.starts[at] - 1].islower()
            and self.keys[at - 1] not in _ABBREVIATIONS
        )

    def _is_plain_word(self, word: int, at: int, first: int) -> bool:
        """Whether token `word` is a word in small letters right in front of the full stop at token `at`, and no
        abbreviation.
        """
        prose = self.document.prose
        if word < first or self.ends[word] != self.starts[at] or prose[self.starts[at] : self.ends[at]] != ".":
            return False
        raw, key = prose[self.starts[word] : self.ends[word]], self.keys[word]
        return (
            len(raw) > 2
            and raw.isalpha()
            and raw.islower()
            and not (key in _ABBREVIATIONS or key in _UNITS or key in _BEFORE_NUMBER)
        )

    def _is_abbreviation(self, at: int, first: int, following: str) -> bool:
        if at == first or self.starts[at] != self.ends[at - 1]:
            return False
        key = self.keys[at - 1]
        if key in _ABBREVIATIONS:
            return True
        if key in _UNITS:
            return not following.isupper()
        if key in _BEFORE_NUMBER and following.isdigit():
            return True
        raw = self.document.prose[self.starts[at - 1] : self.ends[at - 1]]
        return len(raw) == 1 and raw.isupper() and not self._is_label(at - 1, first)

    def _is_label(self, at: int, first: int) -> bool:
        """Whether the single capital at token `at` is a name ("vitamin C", "types A and B") and no initial."""
        before = self.keys[max(at - 2, first) : at]
        if not before:
            return False
        if before[-1] in ("and", "or") and len(before) > 1:
            return len(before[0]) == 1 and before[0].isalpha()
        return before[-1] in _BEFORE_LETTER
