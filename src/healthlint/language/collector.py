"""Collects the lines of all phrases while rulesets are compiled, and every mistake in them.

Knows lists and phrases; which rule or cue a phrase belongs to is only a number here.
"""

from __future__ import annotations

from healthlint.errors import Mistake
from healthlint.language.data import PatternData, Text
from healthlint.language.lines import Line, flatten
from healthlint.language.lists import Expanded, expand
from healthlint.language.merge import Merged
from healthlint.language.phrase import NUMBER, PhraseError, parse
from healthlint.language.program import ANY, EXCEPTION, RULE
from healthlint.language.regexes import check_regex
from healthlint.language.tags import Tags


class Collector:
    """Collects the lines of all rules and cues of the merged rulesets."""

    def __init__(self, merged: Merged) -> None:
        self.merged = merged
        self.mistakes: list[Mistake] = list(merged.mistakes)
        self.lists = self._expand_lists()
        self.tags = Tags(self.lists)
        self.elements: dict[tuple[int, ...], int] = {}
        self.lines: list[tuple[int, tuple[tuple[int, int, bool, str], ...], bool, bool]] = []
        self.patterns: list[tuple[int, int, str, float, str, object]] = []
        self.regexes: list[tuple[int, str]] = []
        self.exempted: list[list[int]] = []
        self._exceptions: dict[str, list[int]] = {}
        self._weights: list[float] = []

    # -- lists

    def _expand_lists(self) -> dict[str, Expanded]:
        result: dict[str, Expanded] = {}
        for name, parts in self.merged.lists.items():
            expanded = result[name] = Expanded()
            for part in parts:
                self.mistakes += expand(part, expanded)
        for name, expanded in result.items():
            for inner in expanded.includes:
                if inner not in result:
                    place = self.merged.lists[name][0].name
                    self.mistakes.append(place.mistake(f"the list takes in `{{{inner}}}`, which is no list"))
            expanded.includes = [inner for inner in expanded.includes if inner in result]
        return result

    # -- phrases

    def phrase(
        self, text: Text, owner: int, owner_index: int, pattern_id: str, points: float, extra: object = None
    ) -> None:
        """Compile a phrase into lines of the owner; a mistake is kept with its place."""
        try:
            lines = flatten(parse(text))
        except PhraseError as error:
            self.mistakes.append(text.mistake(f"`{text}`: {error.args[0]}"))
            return
        unknown = self._unknown(lines)
        if unknown:
            self.mistakes.append(text.mistake(f"`{text}`: {unknown}"))
            return
        pattern = len(self.patterns)
        self.patterns.append((owner, owner_index, str(pattern_id), points, str(text), extra))
        for line in lines:
            self._line(line, pattern)

    def exception(self, text: Text, rule: int) -> None:
        """Compile a phrase that lets matches of a rule pass. Many rules share such phrases: each is looked for once."""
        rules = self._exceptions.get(text)
        if rules is not None:
            rules.append(rule)
            return
        known = len(self.patterns)
        self.phrase(text, EXCEPTION, len(self.exempted), str(text), 0.0)
        if len(self.patterns) > known:
            self._exceptions[str(text)] = rules = [rule]
            self.exempted.append(rules)

    def regex(self, pattern: PatternData, owner_index: int, pattern_id: str, points: float) -> None:
        """Keep a regular expression of a rule."""
        problem = check_regex(pattern.text)
        if problem:
            self.mistakes.append(pattern.text.mistake(problem))
            return
        self.regexes.append((len(self.patterns), str(pattern.text)))
        self.patterns.append((RULE, owner_index, str(pattern_id), points, str(pattern.text), None))

    def _unknown(self, lines: list[Line]) -> str:
        """What is wrong with the lists of a phrase, "" where nothing is."""
        for name in dict.fromkeys(name for line in lines for item in line.items for name in item.lists):
            base, _, form = name.partition("/")
            if name != NUMBER and base not in self.lists:
                return f"no list is named `{base}`; known: {', '.join(sorted(self.lists)) or 'none'}"
            if form and not any(self.lists[member].forms.get(form) for member in self.tags.closure(base)):
                return f"the list `{base}` has no forms of verbs: give it `inflect: verb`, or take `/{form}` out"
        return ""

    def _line(self, line: Line, pattern: int) -> None:
        items = []
        for item in line.items:
            tags: list[int] = []
            for name in item.lists:
                tags += [self.tags.number_tag()] if name == NUMBER else self.tags.of_list(name)
            if item.sequences:
                tags.append(self.tags.of_words(item.sequences))
            element = self.element(tuple(tags))
            capture = ANY if item.lists else ""
            if len(item.lists) == 1 and not item.sequences:
                capture = item.lists[0].partition("/")[0]
            items.append((item.gap, element, item.optional, capture))
        self.lines.append((pattern, tuple(items), line.at_start, line.at_end))

    def element(self, tags: tuple[int, ...]) -> int:
        """The number of the element that is any of some tags."""
        return self.elements.setdefault(tuple(sorted(set(tags))), len(self.elements))

    def weight(self, element: int) -> float:
        """About how often an element stands in 1,000 words of health text."""
        return self._weights[element]

    def required(self) -> list[list[int]]:
        """For each line its elements that must be there, the rarest first. All phrases must be known."""
        self._weights = [sum(self.tags.weights[tag] for tag in tags) for tags in self.elements]
        return [
            sorted({element for _, element, optional, _ in items if not optional}, key=self.weight)
            for _, items, _, _ in self.lines
        ]
