"""Words and sentences of a document's prose, as parallel lists of spans. Nothing here knows rules or lists."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from itertools import accumulate, compress

from healthlint.document import Document
from healthlint.words import PUNCTUATION, SUPERSCRIPTS, Keys, split_whole, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.document import Region

_STRETCH = 50_000

LONGEST_SENTENCE = 250
"""Sentences of more tokens are cut: no text costs more than in proportion to its length."""


_ENDS = frozenset(".!?…")
_GO_ON = PUNCTUATION | words_of(
    "a an the of for from to with without in on by as at against such like and or but than your our their its may can "
    "help helps helping treat treats reduce reduces prevent prevents relieve relieves include includes is are"
)
"""Behind these an ellipsis stands for words left out of a sentence that goes on, even before a capital."""
_DOTTED = words_of("u.s. u.k. e.u. d.c. a.m. p.m. m.d. r.n.")
"""Abbreviations that often are the last word of a sentence."""
_MAY_END = _ENDS | _DOTTED
_SPACE = " \n"
_STARTERS = words_of(
    "the this these that those it its they he she we you your our if a an there however when while in as for but and "
    "many most some after"
)
# What may stand between two sentences: closing quotes and brackets, marks and numbers of footnotes.
_CLOSING = re.compile(rf"(?:[)\]\"'”\u2019»*†‡§#{SUPERSCRIPTS}]|\[[\d,\s\u2013-]{{1,30}}\])*")
_NOTE = re.compile(r"\d{1,3}(?=\s+[A-Z“\"])")
_ABBREVIATIONS = words_of(
    "al approx assn bros ca capt cf cfr col dept dr drs ed eds eq esp est fig figs gen gov hon incl int jr max misc mr "
    "mrs ms mt nos p pg ph pp prof pt pts ref refs rep resp rev rx sen sgt sp spp sr st univ viz vol vs"
)
_UNITS = words_of("etc mg ml kg oz lb lbs min hr hrs yr yrs inc ltd co corp tbsp tsp")
"""Abbreviations behind which a capital starts a new sentence."""
_BEFORE_NUMBER = words_of("no art sec ch jan feb mar apr jun jul aug sep sept oct nov dec")
_BEFORE_LETTER = words_of("vitamin vitamins hepatitis type group factor schedule influenza part plan omega strep $")


class Text:
    """The tokens and sentences of a document.

    `keys[i]` is the key of token i, which stands at `prose[starts[i]:ends[i]]`. Sentence i is made of the tokens from
    `firsts[i]` up to `lasts[i]` (exclusive), and stands in the region with the index `within[i]`.
    """

    __slots__ = ("document", "ends", "firsts", "keys", "lasts", "starts", "within")

    def __init__(self, document: Document, keys: Keys) -> None:
        self.document = document
        self.keys: list[str] = []
        self.starts = array("I")
        self.ends = array("I")
        self.lasts = array("I")
        self.within = array("I")
        for first, last in _stretches(document.regions):
            begin = len(self.keys)
            self._read(keys, document.regions[first].start, document.regions[last - 1].end)
            self._part(begin, first, last)
        self.firsts = array("I", (0,)) + self.lasts  # every token is part of a sentence
        self.firsts.pop()

    def _read(self, keys: Keys, start: int, end: int) -> None:
        """Add the tokens of `prose[start:end]`, which lies between line feeds or ends of the prose."""
        prose = self.document.prose
        # What a token begins and ends with depends on one sign before it and two behind it.
        low = max(start - 1, 0)
        while low < end:
            high = _cut(prose, low, end) if end - low > 2 * _STRETCH else end + 2
            pieces = split_whole(prose[low:high])
            offsets = list(accumulate(map(len, pieces), initial=low))
            self.keys += map(keys.__getitem__, pieces[1::2])
            self.starts.extend(offsets[1:-1:2])
            self.ends.extend(offsets[2::2])
            low = high

    def _part(self, begin: int, first: int, last: int) -> None:
        """Part the tokens from `begin` on, which are those of the regions `first` to `last`, into sentences."""
        keys, starts, regions = self.keys, self.starts, self.document.regions
        at_end = map(_MAY_END.__contains__, keys[begin:] if begin else keys)
        marks = list(compress(range(begin, len(keys)), at_end))
        marks.append(len(keys))
        following = 0
        for region in range(first, last):
            stop = bisect_left(starts, regions[region].end, begin)
            sentence = begin
            while (at := marks[following]) < stop:
                following += 1
                # The last token of a region ends its last sentence, whatever it is.
                if sentence <= at < stop - 1 and (end := self._sentence_end(at, begin, stop)):
                    self._append(sentence, end, region)
                    sentence = end
            if sentence < stop:
                self._append(sentence, stop, region)
            begin = stop

    def _append(self, begin: int, end: int, region: int) -> None:
        while end - begin > LONGEST_SENTENCE:
            cut = begin + LONGEST_SENTENCE
            for at in range(cut, begin + LONGEST_SENTENCE // 2, -1):
                if self.keys[at - 1] in (";", ",", "--"):
                    cut = at
                    break
            self.lasts.append(cut)
            self.within.append(region)
            begin = cut
        self.lasts.append(end)
        self.within.append(region)

    @property
    def sentences(self) -> Iterator[tuple[int, int, int]]:
        """The sentences in order, as (first token, token after the last, index of the region)."""
        return zip(self.firsts, self.lasts, self.within, strict=True)

    def _sentence_end(self, at: int, first: int, last: int) -> int:
        """The token after the sentence that token `at` (a full stop or the like) ends; 0 where it ends none."""
        prose, key = self.document.prose, self.keys[at]
        after, position = at + 1, self.ends[at]
        if key == "." and after < last and self.starts[after] == position + 1 and prose[position] in _SPACE:
            following = prose[position + 1]
            if "A" <= following <= "Z":  # most sentences end so
                return 0 if self._is_abbreviation(at, first, following) else after
        position = self._past_closing(at, first)
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


def _stretches(regions: list[Region]) -> Iterator[tuple[int, int]]:
    """The regions in stretches of about _STRETCH code points, as (first, after the last): what is needed to read one is
    given up before the next.
    """
    first = 0
    while first < len(regions):
        last = first + 1
        most = regions[first].start + _STRETCH
        while last < len(regions) and regions[last].end <= most:
            last += 1
        yield first, last
        first = last


def _cut(prose: str, start: int, end: int) -> int:
    """Where a long stretch that begins at `start` can be cut: at a space behind a word, else two signs behind `end`."""
    space = prose.find(" ", start + _STRETCH, end)
    while space > 0 and not prose[space - 1].isalnum():
        space = prose.find(" ", space + 1, end)
    return space if space > 0 else end + 2
