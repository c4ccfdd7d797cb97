"""The fix for a disclaimer that is absent: the prescribed wording in its place, linked with the statements and in bold
where the rule asks for it.

Decides what is to stand where. How it is written is known to `notation`; whether it is then the disclaimer that the
rule asks for is found out by whoever applies the fix.
"""

from __future__ import annotations

from healthlint.document import Region
from healthlint.finding import Fix
from healthlint.kinds.disclaimer_needed import Trigger
from healthlint.kinds.disclaimer_place import UNSEEN, symbols_at, symbols_that_begin
from healthlint.matching.page import Page
from healthlint.notation import Notation, Room, notation_of
from healthlint.rule import Rule

_NO_STATEMENT = frozenset((*UNSEEN, "control"))
"""Scopes whose words need no symbol."""


def insertion(page: Page, rule: Rule, needing: list[Trigger]) -> Fix | None:
    """What mends the absence of the disclaimer that `needing` make necessary; None where no machine can or may."""
    notation = notation_of(page.document.notation) if rule.options.get("insert") else None
    if notation is None:
        return None
    read = [each for each in needing if _region(page, each).scope not in _NO_STATEMENT]
    symbol, marks = _symbol(page, notation, read) if rule.options.get("symbol") else ("", [])
    written = notation.paragraph(
        _wording(rule, len({each.sentence for each in read})), symbol, bool(rule.options.get("bold"))
    )
    if written is None or None in marks or (rule.options.get("symbol") and not symbol):
        return None
    texts = {mark.start: mark.text for mark in marks if mark}
    rooms = _rooms(page, notation, rule.options.get("place", "page"), read)
    for room in rooms:  # a symbol may stand at the same place: in front of the new paragraph
        texts[room.offset] = f"{texts.get(room.offset, '')}{room.before}{written}{room.after}"
    if not rooms:
        return None
    first = rooms[0].offset
    along = [Fix(offset, offset, text) for offset, text in sorted(texts.items()) if offset != first]
    return Fix(first, first, texts[first], tuple(along))


def _region(page: Page, trigger: Trigger) -> Region:
    return page.document.regions[page.sentences[trigger.sentence].region]


def _wording(rule: Rule, statements: int) -> str:
    """The wording for so many statements, else the first one."""
    wordings = rule.options.get("wordings")
    given = wordings if isinstance(wordings, tuple) else ()
    wanted = "several" if statements > 1 else "one"
    return str(next((each for each in given if each.get("statements") == wanted), given[0])["text"])


def _symbol(page: Page, notation: Notation, read: list[Trigger]) -> tuple[str, list[Fix | None]]:
    """How the symbol is written that links the statements with the disclaimer, and the changes that put it at the end
    of those that lack it; None for one that can't be marked. The symbol is one that statements bear already and
    nothing else on the page begins with, else one that stands nowhere; "" where all are taken.
    """
    behind = [symbols_at(page, each) for each in read]
    taken = symbols_that_begin(page)
    borne = [each for each in notation.symbols if each not in taken and any(each in symbols for symbols in behind)]
    unused = [each for each in notation.symbols if each not in page.document.prose]
    symbol = next(iter((*borne, *unused)), "")
    if not symbol:
        return "", []
    bare = {each.sentence for each, symbols in zip(read, behind, strict=True) if symbol not in symbols}
    written = notation.symbols[symbol]
    return written, [_mark(page, index, written) for index in sorted(bare)]


def _mark(page: Page, index: int, symbol: str) -> Fix | None:
    """The change that puts a symbol at the end of a sentence, None where its end is code."""
    sentence = page.sentences[index]
    at = page.text.ends[sentence.last - 1]
    if any(mark.kind == "code" and mark.start < at <= mark.end for mark in page.document.marks):
        return None
    end = page.span(sentence.first, sentence.last)[1]
    return Fix(end, end, symbol)


def _rooms(page: Page, notation: Notation, place: object, read: list[Trigger]) -> list[Room]:
    """Where the disclaimer has to stand: once at the end of the page, or behind a statement in each section, or behind
    statements so that none is too far from one.
    """
    if place == "page" or not read:
        room = notation.at_end(page.document.text)
        return [room] if room else []
    rooms: dict[int, Room] = {}
    sections: set[int] = set()
    reached = -1
    for trigger in read:
        index = page.sentences[trigger.sentence].region
        region = page.document.regions[index]
        section = index if region.scope == "heading" else region.heading
        if index <= reached if isinstance(place, dict) else section in sections:
            continue
        room = notation.behind(page.document.text, page.document.span(region.start, region.end)[1])
        if room is None:
            return []
        rooms[room.offset] = room
        sections.add(section)
        reached = index + (int(place["paragraphs"]) if isinstance(place, dict) else 0)
    return list(rooms.values())
