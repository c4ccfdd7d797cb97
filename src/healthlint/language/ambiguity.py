"""Whether a regular expression can run away: take time that doubles with every further character.

It can where a loop can read the same text in two ways, as in `(a+)+` or `(a|a)*`. The expression becomes an automaton
with a state for each of its characters; the loop is found by following two readings side by side. Knows no rules.
"""

from __future__ import annotations

import string

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST_STATES = 400
"""Characters and character classes of an expression at most, counted repetitions written out."""

MOST_LOOPING = 120
"""Of these inside repetitions at most."""

_WRITTEN_OUT = 20  # a counted repetition up to this many times is written out, a longer one is taken for endless
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_SAMPLE = string.printable + "\u00e9\u00b2\u00a0\u2013\u2019\u201c\u03a9\u4e2d"


class BackReferenceError(Exception):
    """The expression refers back to what a group has matched."""


class TooLargeError(Exception):
    """The expression is too large to be judged."""


def is_ambiguous(tree: Any) -> bool:
    """Whether the parsed expression (of `re`) can run away.

    Raises BackReferenceError, TooLargeError.
    """
    automaton = _Automaton(_alphabet(tree))
    automaton.build(tree)
    return automaton.doubled or _diverges(automaton) or any(map(is_ambiguous, automaton.aside))


class _Part:
    """A piece of the expression: the states it may begin and end with, and whether it may be empty."""

    __slots__ = ("empty", "first", "last")

    def __init__(self, first: set[int], last: set[int], empty: bool) -> None:
        self.first = first
        self.last = last
        self.empty = empty


class _Automaton:
    """States with the characters that they read (out of `alphabet`) and the states that may follow.

    `doubled` says that one step of a loop can be taken in two ways; `aside` are the bodies of lookarounds.
    """

    def __init__(self, alphabet: str) -> None:
        self.alphabet = alphabet
        self.chars: list[frozenset[str]] = []
        self.follow: list[set[int]] = []
        self.doubled = False
        self.aside: list[Any] = []
        self._depth = 0

    def build(self, tree: Any) -> _Part:
        """Add the states of a sequence."""
        whole = _Part(set(), set(), empty=True)
        for operation, argument in tree:
            whole = self._then(whole, self._step(str(operation), argument))
        return whole

    def _then(self, one: _Part, other: _Part) -> _Part:
        for state in one.last:
            self.follow[state] |= other.first
        return _Part(
            one.first | other.first if one.empty else one.first,
            one.last | other.last if other.empty else other.last,
            one.empty and other.empty,
        )

    def _step(self, name: str, argument: Any) -> _Part:
        if name in _REPEATS:
            return self._repeat(*argument)
        if name == "BRANCH":
            return self._branch([self.build(branch) for branch in argument[1]])
        if name == "SUBPATTERN":
            return self.build(argument[-1])
        if name == "ATOMIC_GROUP":
            return self.build(argument)
        if name.startswith("GROUPREF"):
            raise BackReferenceError
        if name.startswith("ASSERT"):
            self.aside.append(argument[1])
        if name.startswith("ASSERT") or name in ("AT", "FAILURE"):
            return _Part(set(), set(), empty=True)
        return self._state(name, argument)

    def _state(self, name: str, argument: Any) -> _Part:
        if len(self.chars) >= MOST_STATES:
            raise TooLargeError
        chars = frozenset(char for char in self.alphabet if _reads(name, argument, char))
        self.chars.append(chars)
        self.follow.append(set())
        state = {len(self.chars) - 1}
        return _Part(state, set(state), empty=False)

    def _branch(self, parts: list[_Part]) -> _Part:
        if self._depth and sum(part.empty for part in parts) > 1:
            self.doubled = True
        return _Part(
            {state for part in parts for state in part.first},
            {state for part in parts for state in part.last},
            any(part.empty for part in parts),
        )

    def _repeat(self, least: int, most: Any, body: Any) -> _Part:
        if most <= 1:
            part = self.build(body)
            return _Part(part.first, part.last, part.empty or least == 0)
        if most <= _WRITTEN_OUT and not _varies(body):
            return self._counted(least, int(most), body)
        self._depth += 1
        part = self.build(body)
        self._depth -= 1
        for state in part.last:
            if self.follow[state] & part.first:
                self.doubled = True
            self.follow[state] |= part.first
        return _Part(part.first, part.last, part.empty or least == 0)

    def _counted(self, least: int, most: int, body: Any) -> _Part:
        whole = _Part(set(), set(), empty=True)
        ends: set[int] = set()
        for count in range(1, most + 1):
            whole = self._then(whole, self.build(body))
            if count >= least:
                ends |= whole.last
        return _Part(whole.first, ends, whole.empty or least == 0)


def _varies(tree: Any) -> bool:
    """Whether the length of what a sequence matches is open: by a repetition, or because it may be empty."""
    least, most = tree.getwidth()
    return least == 0 or any(_has_open_repeat(str(operation), argument) for operation, argument in tree) or most > 1_000


def _has_open_repeat(name: str, argument: Any) -> bool:
    if name in _REPEATS:
        least, most, body = argument
        return bool(least != most) or _varies(body)
    if name == "BRANCH":
        return any(_varies(branch) for branch in argument[1])
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _varies(argument if name == "ATOMIC_GROUP" else argument[-1])
    return False


def _alphabet(tree: Any) -> str:
    """Characters that tell the classes of the expression apart."""
    return "".join(dict.fromkeys(_SAMPLE + "".join(_literals(tree))))


def _literals(tree: Any) -> list[str]:
    found: list[str] = []
    for operation, argument in tree:
        name = str(operation)
        if name in ("LITERAL", "NOT_LITERAL"):
            found += [chr(argument), chr(argument).swapcase()[:1]]
        elif name == "RANGE":
            found += [chr(end) for end in argument]
        elif name == "IN":
            found += _literals(argument)
        elif name == "BRANCH":
            found += [char for branch in argument[1] for char in _literals(branch)]
        elif name in _REPEATS or name.startswith(("SUBPATTERN", "ASSERT")):
            found += _literals(argument[-1])
        elif name == "ATOMIC_GROUP":
            found += _literals(argument)
    return found


def _reads(name: str, argument: Any, char: str) -> bool:
    """Whether a character class reads a character, in either case."""
    if name == "IN":
        negated = str(argument[0][0]) == "NEGATE"
        return negated != any(_reads(str(inner), value, char) for inner, value in argument[negated:])
    if name == "LITERAL":
        return chr(argument).casefold() == char.casefold()
    if name == "NOT_LITERAL":
        return chr(argument).casefold() != char.casefold()
    if name == "RANGE":
        return any(argument[0] <= ord(each) <= argument[1] for each in (*char.lower(), *char.upper()))
    if name == "CATEGORY":
        category = str(argument).removeprefix("CATEGORY_")
        return _is_of(category.removeprefix("NOT_"), char) != category.startswith("NOT_")
    return True  # any character


def _is_of(category: str, char: str) -> bool:
    if category == "DIGIT":
        return char.isdigit()
    return char.isspace() if category == "SPACE" else char.isalnum() or char == "_"


def _diverges(automaton: _Automaton) -> bool:
    """Whether two readings of one text part inside a loop and meet again where they parted."""
    looping = [state for state in range(len(automaton.follow)) if state in _reached(automaton.follow[state], automaton)]
    if len(looping) > MOST_LOOPING:
        raise TooLargeError
    inside = set(looping)
    pairs: dict[tuple[int, int], set[tuple[int, int]]] = {}
    before: dict[tuple[int, int], set[tuple[int, int]]] = {}
    pending = [(state, state) for state in looping]
    while pending:
        pair = pending.pop()
        if pair in pairs:
            continue
        pairs[pair] = {
            (min(one, other), max(one, other))
            for one in automaton.follow[pair[0]] & inside
            for other in automaton.follow[pair[1]] & inside
            if automaton.chars[one] & automaton.chars[other]
        }
        for following in pairs[pair]:
            before.setdefault(following, set()).add(pair)
        pending += pairs[pair]
    return any(
        one != other
        for state in looping
        for one, other in _closure((state, state), pairs) & _closure((state, state), before)
    )


def _reached(states: set[int], automaton: _Automaton) -> set[int]:
    found: set[int] = set()
    pending = list(states)
    while pending:
        state = pending.pop()
        if state not in found:
            found.add(state)
            pending += automaton.follow[state]
    return found


def _closure(pair: tuple[int, int], steps: dict[tuple[int, int], set[tuple[int, int]]]) -> set[tuple[int, int]]:
    found = {pair}
    pending = [pair]
    while pending:
        for following in steps.get(pending.pop(), ()):
            if following not in found:
                found.add(following)
                pending.append(following)
    return found
