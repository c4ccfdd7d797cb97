"""The words of a text and their keys.

A word is matched by its *key*: its folded form. Folding works a word at a time, so it never needs a map of its own: the
place of a match is the place of its first and last word. Nothing here knows sentences, rules or lists.
"""

from __future__ import annotations

import re

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "\u2019\u02bc\u2018\uff07\u00b4\u2032"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_INSIDE = rf"\w{_INVISIBLE}\u0300-\u036f"
_TOKEN = re.compile(
    r"(?=[^ \n])"  # between words nothing is tried
    r"([A-Za-z]{2,}(?=[ .,\n])"  # most words: tried first, since a text is full of them
    r"|\d+(?:[.,]\d+)+"  # decimals, thousands
    r"|(?:[A-Za-z]\.){2,8}(?!\w)"  # U.S., e.g.
    rf"|\w[{_INSIDE}]*(?:['{_APOSTROPHES}]\w[{_INSIDE}]*)*"  # words
    "|[.!?…。\uff0e\uff01\uff1f]+"  # ends of sentences
    # dashes between words, but not at the end of a region; a hyphen inside a compound is no token
    rf"|(?<=\s)[-{_HYPHENS}]+(?=\s(?!\n))|--+|[—―]+"
    r"|[,;:()\[\]\"“”„«»%&+*†‡§#$€£/•|™®℠\ufffc])"
)

PUNCTUATION = frozenset('.!?…,;:()[]"*†‡§#/•|™') | {"--"}
"""Keys of tokens that are no words: they take no place in a gap."""

QUIET = frozenset('"*†‡§#[]™')
"""Punctuation that may stand between two words in a row of a phrase."""

NUMBER = "#0"
"""The key of every number that no rule names."""


def words_of(line: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(line.split())


_MOST_KEYS = 50_000
_LONGEST_KEPT = 64
_CONTRACTED = words_of(
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
    bare = raw.rstrip(SUPERSCRIPTS)
    if bare and bare[0].isalpha():
        raw = bare  # the number of a footnote
    from unicodedata import normalize  # many pages have no word that needs it

    key = normalize("NFKD", raw.translate(_IGNORABLE).translate(_STRAIGHT)).casefold()
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


def split_whole(text: str) -> list[str]:
    """A text in pieces: what stands before the first token, the token, what stands before the next, and so on, up to
    what stands behind the last one.
    """
    return _TOKEN.split(text)


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
