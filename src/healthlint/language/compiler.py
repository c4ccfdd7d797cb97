"""Rulesets to a program: plain data that the matcher runs and that can be stored.

Everything that a person can get wrong in a phrase, a list or a reference between files is told here, all at once.
"""

from __future__ import annotations

from healthlint.errors import Mistake, RulesetError
from healthlint.language.data import CueData, EntryData, ListData, PatternData, RulesetData, Text
from healthlint.language.lines import Line, flatten
from healthlint.language.lists import Expanded, expand
from healthlint.language.merge import Merged, merge
from healthlint.language.model import compile_model
from healthlint.language.phrase import NUMBER, PhraseError, parse
from healthlint.language.program import ANY, CUE, FORMAT, RULE
from healthlint.language.regexes import check_regex
from healthlint.language.rules import compile_rule, plain
from healthlint.language.tags import Tags


class Compiler:
    """Collects the lines of all rules and cues of the merged rulesets."""

    def __init__(self, merged: Merged) -> None:
        self.merged = merged
        self.mistakes: list[Mistake] = list(merged.mistakes)
        self.lists = self._expand_lists()
        self.tags = Tags(self.lists)
        self.elements: dict[tuple[int, ...], int] = {}
        self.lines: list[tuple[object, ...]] = []
        self.patterns: list[tuple[object, ...]] = []
        self.regexes: list[tuple[int, str]] = []

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
            element = self.elements.setdefault(tuple(sorted(set(tags))), len(self.elements))
            capture = ANY if item.lists else ""
            if len(item.lists) == 1 and not item.sequences:
                capture = item.lists[0].partition("/")[0]
            items.append((item.gap, element, item.optional, capture))
        self.lines.append((pattern, tuple(items), line.at_start, line.at_end))

    def triggers(self) -> list[tuple[int, ...]]:
        """For each line the tags of its rarest item that must be there."""
        elements = list(self.elements)
        result = []
        for _, items, _, _ in self.lines:
            required = [elements[item[1]] for item in items if not item[2]]  # type: ignore[attr-defined]
            result.append(min(required, key=lambda tags: sum(self.tags.weights[tag] for tag in tags)))
        return result


def compile_rulesets(rulesets: list[RulesetData]) -> dict[str, object]:
    """The program of some rulesets as plain data (what `marshal` takes).

    Raises RulesetError with every mistake.
    """
    merged = merge(rulesets)
    compiler = Compiler(merged)
    rules = [compile_rule(compiler, index, rule) for index, rule in enumerate(merged.rules)]
    cues = [_compile_cue(compiler, index, cue) for index, cue in enumerate(merged.cues)]
    model = compile_model(merged.model, compiler.mistakes)
    # Lists that say what a sentence is about are found even where no pattern names them.
    subjects = _subjects(compiler)
    special = {name: compiler.tags.of_list(name) for name in SPECIAL_LISTS if name in compiler.lists}
    blocks = _compile_blocks(compiler)
    if compiler.mistakes:
        raise RulesetError(compiler.mistakes)
    triggers = compiler.triggers()
    exact = _exact(compiler.tags)
    root, lazy = compiler.tags.tries(exact, _eager(compiler, triggers, subjects, special, blocks))
    return {
        "format": FORMAT,
        "stamps": [(str(data.name), str(data.version), data.sha256) for data in rulesets],
        "rules": rules,
        "cues": cues,
        "patterns": compiler.patterns,
        "lines": compiler.lines,
        "triggers": triggers,
        "elements": list(compiler.elements),
        "regexes": compiler.regexes,
        "tags": compiler.tags.names,
        "trie": root,
        "lazy": lazy,
        "exact": exact,
        "numbers": compiler.tags.literal_numbers(),
        "blocks": blocks,
        "subjects": subjects,
        "special": special,
        "model": model,
    }


SPECIAL_LISTS = ("clause-break", "preposition", "agent-preposition", "comparison", "pronoun")
"""Lists that the judgement of stance and subject reads by name."""


def _subjects(compiler: Compiler) -> dict[int, str]:
    """Tag to subject class, for the lists that have one."""
    subjects: dict[int, str] = {}
    for name, parts in compiler.merged.lists.items():
        subject = next((part.subject for part in parts if part.subject), "")
        for tag in compiler.tags.of_list(name) if subject else ():
            subjects.setdefault(tag, str(subject))
    return subjects


def _eager(
    compiler: Compiler,
    triggers: list[tuple[int, ...]],
    subjects: dict[int, str],
    special: dict[str, tuple[int, ...]],
    blocks: dict[int, tuple[int, ...]],
) -> set[int]:
    """The tags that are looked for in every sentence: triggers, subjects, lists, blocking words and what they block.

    The others (mostly little words between the telling ones) are looked for where a pattern asks for them.
    """
    rare = {tag for tags in special.values() for tag in tags}
    lists = {tag for tag, name in enumerate(compiler.tags.names) if name and tag not in rare}
    return {*lists, *subjects, *blocks, *(tag for tags in (*triggers, *blocks.values()) for tag in tags)}


def _exact(tags: Tags) -> dict[str, str]:
    keys = {key for sequences in tags.sequences for sequence in sequences for key in sequence}
    return {key[1:]: key for key in sorted(keys) if key[0] == "=" and len(key) > 1}


def _compile_cue(compiler: Compiler, index: int, cue: CueData) -> dict[str, object]:
    for number, text in enumerate(cue.phrases):
        compiler.phrase(text, CUE, index, f"{cue.id}/{number + 1}", 0.0)
    for text in cue.exceptions:
        compiler.phrase(text, CUE, index, "", 0.0, "except")
    fields = {
        "id": cue.id,
        "where": cue.where,
        "within": cue.within,
        "across": cue.across_clauses,
        "stance": cue.stance,
        "points": cue.points,
        "context": cue.context,
        "categories": cue.categories,
        "subjects": cue.subjects,
    }
    return {name: plain(value) for name, value in fields.items()}


def _compile_blocks(compiler: Compiler) -> dict[int, tuple[int, ...]]:
    """Words in which the entries of a list do not count: tag of the words to the tags of the list."""
    blocks: dict[int, tuple[int, ...]] = {}
    for name, parts in compiler.merged.lists.items():
        for part in parts:
            for text in part.exceptions:
                expanded = Expanded()
                compiler.mistakes += expand(ListData(part.name, [EntryData(text)]), expanded)
                if expanded.includes:
                    compiler.mistakes.append(
                        text.mistake(f"`{text}`: an exception is made of words, it can't be a list")
                    )
                if not expanded.sequences:
                    continue
                tag = compiler.tags.of_words(tuple(expanded.sequences))
                blocks[tag] = tuple(dict.fromkeys((*blocks.get(tag, ()), *compiler.tags.around(name))))
    return blocks
