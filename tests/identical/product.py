"""What the product and the reference find in each sentence. All that these tests know of the insides of the matcher."""

from __future__ import annotations

from healthlint.language.program import CUE, EXCEPTION, Program
from healthlint.matching.page import Page
from healthlint.segmentation import Text
from identical.reference import Match, Reference, WordLists
from small_program import patterns_of

Found = dict[int, list[Match]]
"""The matches of a sentence by the number of the pattern, those of each sorted; patterns without any are not named."""


def words_of(text: Text, first: int, last: int) -> list[str]:
    """The words of a text as they stand in it, from token `first` to `last` (exclusive)."""
    prose = text.document.prose
    return [prose[start:end] for start, end in zip(text.starts[first:last], text.ends[first:last], strict=True)]


def found(program: Program, page: Page) -> list[Found]:
    """What the phrases of rules, cues and exceptions match in each sentence; places count from its first word."""
    return [in_sentence(program, page, index) for index in range(len(page.sentences))]


def in_sentence(program: Program, page: Page, index: int) -> Found:
    """The same of one sentence."""
    sentence, matches = page.sentences[index], Found()
    for lines in (program.primary, program.cued, program.nearby):
        for hit in sentence.hits(lines):
            items = hit.items or (("", hit.start, hit.end),)  # of a pattern of one item
            matches.setdefault(hit.pattern, []).append((hit.start, hit.end, items))
    return {pattern: sorted(each) for pattern, each in matches.items()}


def wanted(program: Program, page: Page, index: int, lists: WordLists) -> Found:
    """What the reference finds in a sentence with the same phrases."""
    sentence = page.sentences[index]
    reference = Reference(lists, words_of(page.text, sentence.first, sentence.last))
    regexes = {number for number, _ in program.regexes}
    phrases = [(number, pattern.text) for number, pattern in enumerate(patterns_of(program)) if number not in regexes]
    return {number: sorted(each) for number, text in phrases if (each := reference.matches(text))}


def name_of(program: Program, pattern: int) -> tuple[str, str]:
    """The rule or cue to which a pattern belongs, "" for an exception, and its text: its number is another in another
    program.
    """
    made = program.patterns[pattern]
    if made.owner == EXCEPTION:
        return "", made.text
    owner = program.cues[made.index] if made.owner == CUE else program.rules[made.index]
    return owner.id, made.text


def shown(program: Program, page: Page, index: int, wanted: Found) -> str:
    """Where the product and the reference differ, for people."""
    sentence = page.sentences[index]
    found = in_sentence(program, page, index)
    told = [f"in {page.words(sentence.first, sentence.last)!r}"]
    for pattern in sorted(found.keys() | wanted.keys()):
        if found.get(pattern) != wanted.get(pattern):
            text = program.patterns[pattern].text
            told.append(f"{text!r}: found {found.get(pattern, [])}, wanted {wanted.get(pattern, [])}")
    return "\n".join(told)
