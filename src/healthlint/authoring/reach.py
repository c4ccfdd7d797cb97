"""What stands in examples: which patterns, phrases of cues, and entries of lists."""

from __future__ import annotations

from healthlint.authoring.tagging import holders, in_any_case
from healthlint.language.program import CUE, RULE
from healthlint.matching.page import Page
from healthlint.matching.regexes import regex_hits
from healthlint.ruletest import document_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.authoring.tagging import Entries
    from healthlint.language.data import CueData, ExampleData, RuleData
    from healthlint.language.lists import Sequence
    from healthlint.language.program import Program
    from healthlint.matching.matcher import Hit


class Reach:
    """Reads examples and remembers what stands in them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._rules = {rule.id: index for index, rule in enumerate(program.rules)}
        self._cues = {cue.id: index for index, cue in enumerate(program.cues)}
        self._patterns: set[tuple[int, int, str]] = set()
        self._words: dict[str, set[Sequence]] = {}
        self._lists = {tag: name.partition("/")[0] for tag, name in enumerate(program.tags) if name}

    def has_pattern(self, rule: RuleData, name: str) -> bool:
        """Whether marked words of a flag example of the rule match its pattern or term of this name."""
        return (RULE, self._rules[rule.id], name) in self._patterns

    def has_phrase(self, cue: CueData, number: int) -> bool:
        """Whether the phrase of this number (from 0) of the cue stands in an example."""
        return (CUE, self._cues[cue.id], f"{cue.id}/{number + 1}") in self._patterns

    def entries(self, words: Entries, lists: dict[str, Entries]) -> int:
        """How many entries of a list stand in examples, found by it or by a list that takes it in."""
        found: set[Sequence] = set()
        for holder in holders(str(words.data.name), lists):
            found |= self._words.get(holder, set())
        return sum([any(in_any_case(sequence) in found for sequence in sequences) for _, sequences in words.entries])

    def read(self, rule: RuleData, example: ExampleData) -> None:
        """Read an example of a rule; a known miss reaches nothing."""
        if example.kind == "gap":
            return
        page = Page(self._program, document_of(example))
        for _, _, hit in page.page_cues():
            self._note(hit)
        for index in range(len(page.sentences)):
            if example.kind == "flag":
                self._read_patterns(page, index, self._rules[rule.id], example)
            for _, hit in (*page.cue_hits(index), *page.nearby(index), *page.votes(index)):
                self._note(hit)
            self._read_words(page, index)

    def _read_patterns(self, page: Page, index: int, rule: int, example: ExampleData) -> None:
        program = self._program
        others = {number for number, _ in program.regexes if program.patterns[number].index != rule}
        spans = example.spans or [(0, len(example.text))]
        for hit in (*page.look(index).hits, *regex_hits(page, index, others, [])):
            start, end = page.span(*page.place_of(index, hit))
            if program.patterns[hit.pattern].index == rule and any(start < stop and at < end for at, stop in spans):
                self._note(hit)

    def _note(self, hit: Hit) -> None:
        pattern = self._program.patterns[hit.pattern]
        self._patterns.add((pattern.owner, pattern.index, pattern.id))

    def _read_words(self, page: Page, index: int) -> None:
        sentence = page.sentences[index]
        for tag, name in self._lists.items():
            for start, ends in sentence.places((tag,)).items():
                found = self._words.setdefault(name, set())
                found.update([in_any_case(sentence.keys[start:end]) for end in ends])
