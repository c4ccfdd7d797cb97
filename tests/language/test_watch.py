"""Which lines are tried where: by the rarest of their items, and only where the next rarest stands on its side."""

from __future__ import annotations

import pytest

from healthlint.language.compiler import compile_rulesets
from healthlint.language.packed import Rows
from healthlint.language.program import WATCHES, Program
from healthlint.language.sets import ANYWHERE, BEFORE, BEHIND, NONE
from healthlint.matching.matcher import Matched
from small_program import claim, cue, load, make_page, make_program, word_list

LISTS = {
    "rare": word_list("vervain"),
    "mid": word_list("addiction"),
    "often": word_list("cancer"),
}

# phrase, the rarest item, the next rarest, on which side of the rarest it must stand, the other ones
SIDES = [
    ("{rare}", "rare", "", ANYWHERE, ()),
    ("{rare} $", "rare", "", ANYWHERE, ()),
    ("{rare} ...3 {rare}", "rare", "", ANYWHERE, ()),
    ("{rare} {mid}", "rare", "mid", BEHIND, ()),
    ("{rare} ...3 {mid}", "rare", "mid", BEHIND, ()),
    ("{mid} ...3 {rare}", "rare", "mid", BEFORE, ()),
    ("{mid} ...3 {rare} ...3 {mid}", "rare", "mid", ANYWHERE, ()),
    ("{rare} ...3 {mid} {rare}", "rare", "mid", ANYWHERE, ()),
    ("{often} {mid} {rare}", "rare", "mid", BEFORE, ("often",)),
    ("{rare} {often} {mid}", "rare", "mid", BEHIND, ("often",)),
    ("{mid} {often} {rare}", "rare", "mid", BEFORE, ("often",)),
    ("{often} {mid}", "mid", "often", BEFORE, ()),
    ("^ {mid} {often} $", "mid", "often", BEHIND, ()),
    ("{rare} {mid}?", "rare", "", ANYWHERE, ()),
    ("{rare} {mid}? {often}", "rare", "often", BEHIND, ()),
    # little words are looked for only where the others stand: nothing tells that they are absent
    ("{rare} ...3 the", "rare", "", ANYWHERE, ()),
    ("{mid} the {rare}", "rare", "mid", BEFORE, ()),
]


def names(program: Program, elements: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(program.tags[tag] for element in elements for tag in program.elements[element])


@pytest.mark.parametrize(("phrase", "rarest", "second", "side", "further"), SIDES)
def test_what_a_line_is_watched_by(phrase: str, rarest: str, second: str, side: int, further: tuple[str, ...]) -> None:
    data = compile_rulesets(load({"rules": [claim(phrase)], "lists": LISTS}))
    program = Program(data)
    watched = data["watched"][WATCHES.index("primary")]  # type: ignore[index]
    (element,) = watched
    assert names(program, (element,)) == (rarest,)
    by_itself, others = watched[element]
    lines = Rows(data["packed"], data["lines"])  # type: ignore[arg-type]
    every = tuple(range(len(lines)))
    elements = Rows(data["packed"], data["elements"])  # type: ignore[arg-type]
    other = elements.index((program.tags.index(second),)) if second else NONE
    assert (by_itself, others) == ((every, ()) if phrase == "{rare}" else ((), ((other, side, every),)))
    assert {names(program, line[4]) for line in lines} == {further}


OWNERS = [
    ({"where": "before"}, "cued"),
    ({"where": "after"}, "cued"),
    ({"where": "around"}, "cued"),
    ({"where": "inside", "stance": "", "points": 1}, "cued"),
    ({"where": "anywhere", "stance": "", "points": 1}, "cued"),
    ({"where": "sentence"}, "cued"),
    ({"where": "previous"}, "nearby"),
    ({"where": "next"}, "nearby"),
    ({"where": "heading"}, "nearby"),
    ({"where": "page"}, "primary"),
    ({"where": "page", "vote": 1}, "primary"),
    ({"where": "sentence", "vote": 1}, "primary"),
    ({"where": "next", "vote": -1, "stance": "negated"}, "primary"),
]


@pytest.mark.parametrize(("keys", "name"), OWNERS)
def test_what_cues_are_looked_for_with(keys: dict[str, object], name: str) -> None:
    said = {key: value for key, value in {"stance": "negated", **keys}.items() if value}
    spoken = cue("myth", **{**said, "except": ["no myth"]})
    data = compile_rulesets(load({"rules": [claim("vervain", **{"except": ["tea"]})], "cues": {"one": spoken}}))
    program = Program(data)
    lines = [
        {
            line
            for by_itself, others in watched.values()
            for each in (by_itself, *[tried[2] for tried in others])
            for line in each
        }
        for watched in data["watched"]  # type: ignore[attr-defined]
    ]
    texts = [{program.patterns[program.lines[line][0]].text for line in each} for each in lines]
    expected: dict[str, set[str]] = {each: set() for each in WATCHES}
    expected["primary"], expected["cued"] = {"vervain"}, {"tea"}
    expected[name] |= {"myth", "no myth"}
    assert dict(zip(WATCHES, texts, strict=True)) == expected


# phrase, text, how often a line is tried, what is found
TRIED = [
    ("{rare} ...3 {mid}", "vervain and addiction", 1, ["vervain and addiction"]),
    ("{rare} ...3 {mid}", "addiction and vervain", 0, []),
    ("{rare} ...3 {mid}", "addiction, vervain, addiction", 1, ["vervain, addiction"]),
    ("{rare} ...3 {mid}", "vervain alone", 0, []),
    ("{rare} ...3 {mid}", "addiction alone", 0, []),
    ("{rare} ...3 {mid}", "vervain one two three four addiction", 1, []),
    ("{mid} ...3 {rare}", "addiction and vervain", 1, ["addiction and vervain"]),
    ("{mid} ...3 {rare}", "vervain and addiction", 0, []),
    ("{mid} ...3 {rare}", "vervain, addiction, vervain", 1, ["addiction, vervain"]),
    ("{mid} {rare} {mid}", "vervain and addiction", 1, []),
    ("{often} {rare} {mid}", "vervain addiction", 0, []),
    ("{often} {rare} {mid}", "vervain addiction cancer", 1, []),
    ("{often} {rare} {mid}", "cancer vervain addiction", 1, ["cancer vervain addiction"]),
    ("{rare} $", "vervain", 1, ["vervain"]),
    ("{rare}", "vervain and vervain", 0, ["vervain", "vervain"]),
]


@pytest.mark.parametrize(("phrase", "text", "tries", "found"), TRIED)
def test_where_a_line_is_tried(
    phrase: str, text: str, tries: int, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    match = Matched._match

    def counted(self, line, hits):  # type: ignore[no-untyped-def]
        tried.append(line)
        match(self, line, hits)

    monkeypatch.setattr(Matched, "_match", counted)
    program = make_program(claim(phrase), lists=LISTS)
    page = make_page(program, text)
    (sentence,) = page.sentences
    assert [page.words(hit.start, hit.end) for hit in sentence.hits(program.primary)] == found
    assert len(tried) == tries
