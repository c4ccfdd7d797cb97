"""Seven readability scores of the sentences that a caller gives, with the counts behind them.

The numbers are those of textstat 0.7.13, given the same sentences (`words.as_text`) and the CMU dictionary 1.1.3;
textstat itself is never imported here. Knows no document, no rule and no threshold.
"""

from __future__ import annotations

from healthlint.readability.words import tally, unpack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

METHOD = "textstat 0.7.13, CMU dictionary 1.1.3, sentences of three words and more"
"""How the scores are computed, to be said beside them: versions of textstat differ by several points."""

SCORES = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "smog_index",
    "gunning_fog",
    "coleman_liau_index",
    "automated_readability_index",
    "dale_chall_readability_score",
)
"""The names of the scores in the order in which reports show them."""

SENTENCE_LENGTH = "words_per_sentence"
"""What limits can be set to beside the scores: the words of a sentence on average."""


class Measures:
    """The readability of a text.

    `counts` has words, sentences, syllables, letters (letters, digits and underscores), characters (all but white
    space), pieces (whatever stands between white space), polysyllables (words of three syllables and more),
    complex_words (polysyllables that are not on the Dale-Chall list) and difficult_words (all that are not on it).
    `scores` has the seven of SCORES. All are zero for a text without a sentence.
    """

    __slots__ = ("counts", "scores")

    def __init__(self, counts: dict[str, int], scores: dict[str, float]) -> None:
        self.counts = counts
        self.scores = scores

    def as_dict(self) -> dict[str, float]:
        """Words, sentences and the scores, as the JSON report has them."""
        return {"words": self.counts["words"], "sentences": self.counts["sentences"], **self.scores}

    def __repr__(self) -> str:
        return f"Measures({self.counts!r}, {self.scores!r})"


def measure(sentences: Iterable[str]) -> Measures:
    """Measure the sentences, each a slice of prose with or without the mark that ends it.

    A sentence of one or two words (most headings, labels, table cells) is left out of every count.
    """
    number = total = 0
    for sentence in sentences:
        counted = tally(sentence)
        if counted:
            number += 1
            total += counted
    counts = unpack(total)
    counts["sentences"] = number
    return Measures(counts, _scores(counts))


def hardest(sentences: Iterable[str], limit: int, least_words: int = 7) -> list[tuple[int, float, int]]:
    """The `limit` hardest sentences, the hardest first, as (index in `sentences`, Flesch-Kincaid grade, words).

    Equals keep their order. Sentences of fewer than `least_words` words are not ranked: there one long word makes a
    grade of 20.
    """
    ranked = []
    for index, sentence in enumerate(sentences):
        counts = unpack(tally(sentence))
        words = counts["words"]
        if words >= least_words:
            ranked.append((index, flesch_kincaid_grade(words, 1, counts["syllables"]), words))
    ranked.sort(key=_grade, reverse=True)
    return ranked[:limit]


def flesch_reading_ease(words: int, sentences: int, syllables: int) -> float:
    """Flesch (1948), A new readability yardstick: 90 is very easy, 30 very hard. 0 where nothing is spoken."""
    if not syllables:
        return 0.0
    return 206.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words)


def flesch_kincaid_grade(words: int, sentences: int, syllables: int) -> float:
    """Kincaid, Fishburne, Rogers and Chissom (1975), Report 8-75: a US school grade. 0 where nothing is spoken."""
    if not syllables:
        return 0.0
    return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59


def smog_index(sentences: int, polysyllables: int) -> float:
    """McLaughlin (1969), SMOG grading: a US school grade, made for thirty sentences and more. 0 without a sentence."""
    if not sentences:
        return 0.0
    grade: float = 1.043 * (30 * (polysyllables / sentences)) ** 0.5 + 3.1291
    return grade


def gunning_fog(words: int, sentences: int, complex_words: int) -> float:
    """Gunning (1952), The technique of clear writing: a US school grade. 0 without a word.

    Gunning leaves out names and common endings; textstat, and this, leave out the words of the Dale-Chall list.
    """
    if not words:
        return 0.0
    return 0.4 * (words / sentences + 100 * complex_words / words)


def coleman_liau_index(words: int, sentences: int, letters: int) -> float:
    """Coleman and Liau (1975), A computer readability formula designed for machine scoring: a US grade."""
    if not words or not letters:
        return 0.0
    return 0.058 * (letters / words * 100) - 0.296 * (sentences / words * 100) - 15.8


def automated_readability_index(words: int, sentences: int, characters: int, pieces: int) -> float:
    """Smith and Senter (1967), AMRL-TR-66-220: a US school grade. 0 without a word.

    Their count is of strokes on a typewriter, so punctuation counts, and a dash that stands alone is a piece.
    """
    if not words:
        return 0.0
    return 4.71 * (characters / pieces) + 0.5 * (words / sentences) - 21.43


def dale_chall_readability_score(words: int, sentences: int, difficult_words: int) -> float:
    """Dale and Chall (1948), A formula for predicting readability: 4.9 is grade 4, 10 is college. 0 without a word.

    The list is that of Chall and Dale (1995) as textstat has it; inflected forms and names that it lacks are difficult.
    """
    if not words:
        return 0.0
    difficult = 100 * difficult_words / words
    score = 0.1579 * difficult + 0.0496 * (words / sentences)
    return score + 3.6365 if difficult > 5 else score


def _scores(counts: dict[str, int]) -> dict[str, float]:
    words, sentences, syllables = counts["words"], counts["sentences"], counts["syllables"]
    characters, pieces = counts["characters"], counts["pieces"]
    values = (
        flesch_reading_ease(words, sentences, syllables),
        flesch_kincaid_grade(words, sentences, syllables),
        smog_index(sentences, counts["polysyllables"]),
        gunning_fog(words, sentences, counts["complex_words"]),
        coleman_liau_index(words, sentences, counts["letters"]),
        automated_readability_index(words, sentences, characters, pieces),
        dale_chall_readability_score(words, sentences, counts["difficult_words"]),
    )
    return dict(zip(SCORES, values, strict=True))


def _grade(ranked: tuple[int, float, int]) -> float:
    return ranked[1]
