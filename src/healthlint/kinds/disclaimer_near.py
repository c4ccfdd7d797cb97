"""Words that are almost a prescribed wording: where they stand, what differs, and what would mend it.

Works in proportion to the length of the text: only words that share enough neighbours with a wording are compared.
"""

from __future__ import annotations

from array import array
from itertools import compress, count

from healthlint.document import OFFSETS
from healthlint.finding import Fix
from healthlint.kinds.disclaimer_text import STOPS, SYMBOLS, Stream, Wording
from healthlint.words import PUNCTUATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    Opcode = tuple[str, int, int, int, int]

_BEGINS = STOPS | {":", "--"}
_GAP = 12  # words between two parts of one near miss
_LEAD = 8  # words before the first word in common that may be an altered beginning
_TAIL = 40  # words behind the last word in common that may be an altered ending
_ENOUGH = 0.5  # an attempt has more than this share of the words of one sentence of the wording
_RESTORABLE = 0.4  # share of the whole wording below which nothing is replaced
_FEW_PAIRS = 0.3  # share of its pairs of neighbouring words below which nothing is compared
_CANDIDATES = 4
_LONGEST_QUOTE = 9


class NearMiss:
    """Words that are almost a wording: the tokens `start` to `end` (exclusive), what differs in words, how much of the
    wording is there (0 to 1), and the replacement that restores it (None where none is plain).
    """

    __slots__ = ("difference", "end", "fix", "share", "start", "wording")

    def __init__(self, wording: Wording, start: int, end: int, difference: str, share: float, fix: Fix | None) -> None:
        self.wording = wording
        self.start = start
        self.end = end
        self.difference = difference
        self.share = share
        self.fix = fix


def near_misses(stream: Stream, wordings: list[Wording]) -> list[NearMiss]:
    """The words that are meant as one of the wordings and differ, the likeliest first."""
    are_words = [key not in PUNCTUATION for key in stream.keys]
    words = array(OFFSETS, compress(count(), are_words))
    spoken = list(compress(stream.keys, are_words))
    found = []
    for wording in wordings:
        firsts = {first for first, _ in wording.pairs}
        begun = compress(count(), map(firsts.__contains__, spoken))
        shared = [n for n in begun if tuple(spoken[n : n + 2]) in wording.pairs]
        groups = [
            (_promise(wording, [(spoken[n], spoken[n + 1]) for n in group]), group)
            for group in _groups(shared, wording)
        ]
        promising = sorted((each for each in groups if each[0] >= _FEW_PAIRS), key=lambda each: -each[0])
        for _, group in promising[:_CANDIDATES]:
            near = _compare(stream, wording, words[group[0]], words[group[-1] + 1] + 1)
            if near is not None:
                found.append(near)
    return sorted(found, key=lambda near: (-near.share, near.start))


def _groups(shared: list[int], wording: Wording) -> list[list[int]]:
    """Word positions near each other, in groups no longer than the wording allows."""
    longest = 2 * len(wording.keys) + _LEAD
    groups: list[list[int]] = []
    for at in shared:
        if groups and at - groups[-1][-1] <= _GAP and at - groups[-1][0] <= longest:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _promise(wording: Wording, pairs: list[tuple[str, str]]) -> float:
    """How much of the best sentence of the wording these pairs of words are."""
    counts = [0] * len(wording.sentences)
    for pair in set(pairs):
        for number in wording.pairs[pair]:
            counts[number] += 1
    all_pairs = [sum(number in numbers for numbers in wording.pairs.values()) for number in range(len(counts))]
    return max(count / total for count, total in zip(counts, all_pairs, strict=True) if total)


def _compare(stream: Stream, wording: Wording, first: int, last: int) -> NearMiss | None:
    import difflib  # slow to import, and few pages have anything to compare

    start, end = _window(stream, first, last)
    matcher = difflib.SequenceMatcher(None, wording.keys, stream.keys[start:end], autojunk=False)
    opcodes: list[Opcode] = [(tag, i1, i2, start + j1, start + j2) for tag, i1, i2, j1, j2 in matcher.get_opcodes()]
    if opcodes[0][0] == "insert":  # words in front of the wording
        start = opcodes.pop(0)[4]
    changes = [code for code in opcodes if code[0] != "equal"]
    share = _share(wording, opcodes)
    if not changes or share is None:
        return None
    difference = _difference(stream, wording, changes)
    capitals = _words(stream, start, end).isupper()
    fix = _fix(stream, wording, changes, capitals) if share >= _RESTORABLE else None
    return NearMiss(wording, stream.tokens[start], stream.tokens[end - 1] + 1, difference, share, fix)


def _window(stream: Stream, first: int, last: int) -> tuple[int, int]:
    """The words in common, widened to the sentence around them."""
    keys = stream.keys
    start, end = first, last
    while start > 0 and keys[start - 1] not in _BEGINS and first - start <= _LEAD:
        start -= 1
    if first - start > _LEAD:
        start = first
    while end < len(keys) and keys[end] not in STOPS and end - last < _TAIL:
        end += 1
    return start, end


def _share(wording: Wording, opcodes: list[Opcode]) -> float | None:
    """How many of the wording's words are there, None where no sentence of it is attempted."""
    matched = [False] * len(wording.keys)
    for tag, i1, i2, _, _ in opcodes:
        if tag == "equal":
            matched[i1:i2] = [True] * (i2 - i1)
    weights = wording.weights()
    shares = [_part(weights[start:end], matched[start:end]) for start, end in wording.sentences]
    return _part(weights, matched) if max(shares) > _ENOUGH else None


def _part(weights: list[float], matched: list[bool]) -> float:
    return sum(compress(weights, matched)) / (sum(weights) or 1.0)


def _difference(stream: Stream, wording: Wording, changes: list[Opcode]) -> str:
    parts = [_change(stream, wording, *code[1:]) for code in changes[:3]]
    if len(changes) > 3:
        parts.append(f"and {len(changes) - 3} more")
    return "; ".join(parts)


def _change(stream: Stream, wording: Wording, i1: int, i2: int, j1: int, j2: int) -> str:
    if all(key in PUNCTUATION for key in (*wording.keys[i1:i2], *stream.keys[j1:j2])):
        i1, i2 = max(i1 - 1, 0), min(i2 + 1, len(wording.keys))  # a mark alone is hard to see: with its neighbours
        j1, j2 = max(j1 - 1, 0), min(j2 + 1, len(stream.keys))
    while i2 - i1 > 1 and wording.keys[i1] in STOPS:
        i1 += 1
    there = _short(_words(stream, j1, j2)) if j1 < j2 else ""
    wanted = _short(wording.words(i1, i2)) if i1 < i2 else ""
    if there and wanted:
        return f"“{there}” instead of “{wanted}”"
    return f"“{there}” added" if there else f"“{wanted}” missing"


def _words(stream: Stream, start: int, end: int) -> str:
    text = stream.text
    return " ".join(text.document.prose[text.starts[stream.tokens[start]] : text.ends[stream.tokens[end - 1]]].split())


def _short(words: str) -> str:
    every = words.split()
    return words if len(every) <= _LONGEST_QUOTE else " ".join((*every[:4], "…", *every[-3:]))


def _fix(stream: Stream, wording: Wording, changes: list[Opcode], capitals: bool) -> Fix | None:
    """The replacement of all from the first to the last change, where nothing but plain words stand in the source.

    `capitals`: the near miss is written in capitals.
    """
    i1, i2, j1, j2 = _widened(stream, wording, changes[0][1], changes[-1][2], changes[0][3], changes[-1][4])
    text, document = stream.text, stream.text.document
    first, last = stream.tokens[j1], stream.tokens[j2 - 1]
    prose_start, prose_end = text.starts[first], text.ends[last]
    start, end = document.span(prose_start, prose_end)
    if document.text[start:end] != document.prose[prose_start:prose_end]:
        return None
    if document.region_at(prose_start) != document.region_at(prose_end - 1):
        return None
    if any(text.keys[at] in SYMBOLS or text.keys[at] == '"' for at in range(first, last + 1)):
        return None
    wanted = wording.words(i1, i2)
    return Fix(start, end, wanted.upper() if capitals else wanted)


def _widened(stream: Stream, wording: Wording, i1: int, i2: int, j1: int, j2: int) -> tuple[int, int, int, int]:
    """A change together with a word that stays, where it could not be replaced without: nothing stands there, nothing
    is to stand there, the space in front differs, or a new sentence begins behind it.
    """
    both = i1 < i2 and j1 < j2
    if i1 > 0 and (not both or _is_spaced(stream, j1) != _is_spaced(wording.stream, i1)):
        i1, j1 = i1 - 1, j1 - 1
    elif not both:
        i2, j2 = i2 + 1, j2 + 1
    if wording.keys[i2 - 1] in STOPS and i2 < len(wording.keys):
        i2, j2 = i2 + 1, j2 + 1
    return i1, i2, j1, j2


def _is_spaced(stream: Stream, at: int) -> bool:
    """Whether white space stands in front of the key `at`."""
    start = stream.text.starts[stream.tokens[at]]
    return start > 0 and stream.text.document.prose[start - 1].isspace()
