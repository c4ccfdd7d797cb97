"""The phrase language: text to syntax tree. `docs/rules-language.md` describes it for those who write rules.

A tree is a list of elements; what they mean is up to the compiler.
"""

from __future__ import annotations

import re
from itertools import pairwise

from healthlint.language.inflect import FORMS
from healthlint.words import Keys, fold, split

LONGEST_GAP = 12
"""Words that a gap may pass over at most."""

DEFAULT_GAP = 6

NUMBER = "#"
"""The name under which the compiler finds every number."""

LONGEST = 2_000
"""Code points of a phrase at most."""

DEEPEST = 8
"""Groups inside groups at most."""

_WORD = r"(?:(?!\.\.|--)[^\s{}()|?^$~,:;!\"…#\\])+"
_SYNTAX = re.compile(
    r"(?P<gap>\.{2,}\d*)|\{(?P<list>[^{}]*)\}|(?P<open>\()|(?P<close>\))|(?P<bar>\|)|(?P<optional>\?)"
    r"|\\(?P<literal>[$?:;,!#])|(?P<anchor>[\^$])|(?P<number>\#)|(?P<exact>=[^\W_]+)|(?P<punctuation>--|[,:;!\"])"
    rf"|(?P<word>{_WORD})(?P<forms>~)?|(?P<space>\s+)|(?P<bad>.)"
)
_BAD = {
    "{": "a `{` is not closed: a list is written {name}",
    "}": "a `}` has no `{`",
    "~": "`~` must stand right behind a word, which it inflects",
    "…": "`…` can't be read here: write a gap with full stops, `...`",
    "\\": "`\\` must stand right in front of a sign, as in `\\$`, `\\?` or `\\#`",
}
_PLAIN = Keys()
_HYPHEN = re.compile(r"[-\u2010-\u2013]")


class PhraseError(Exception):
    """A phrase that can't be read; the message says why and what to write."""


class Words:
    """One word, or the words of a compound in a row, as keys; `inflect` asks for all forms of the last."""

    __slots__ = ("inflect", "keys", "optional")

    def __init__(self, keys: tuple[str, ...], inflect: bool = False) -> None:
        self.keys = keys
        self.inflect = inflect
        self.optional = False


class ListRef:
    """A reference to a list, or to one form of its verbs."""

    __slots__ = ("form", "name", "optional")

    def __init__(self, name: str, form: str = "") -> None:
        self.name = name
        self.form = form
        self.optional = False


class Alternatives:
    """One of several phrases."""

    __slots__ = ("branches", "optional")

    def __init__(self, branches: list[list[Element]]) -> None:
        self.branches = branches
        self.optional = False


class Gap:
    """Up to `words` words of any kind; `close` where no punctuation may stand among them."""

    __slots__ = ("close", "optional", "words")

    def __init__(self, words: int, close: bool) -> None:
        self.words = words
        self.close = close
        self.optional = False


class Anchor:
    """The start ("^") or the end ("$") of the sentence."""

    __slots__ = ("optional", "side")

    def __init__(self, side: str) -> None:
        self.side = side
        self.optional = False


Element = Words | ListRef | Alternatives | Gap | Anchor


def parse(text: str) -> list[Element]:
    """The elements of a phrase.

    Raises PhraseError.
    """
    if len(text) > LONGEST:
        raise PhraseError(f"the phrase is longer than {LONGEST} characters: split it or use lists")
    branches: list[list[Element]] = [[]]
    stack: list[list[list[Element]]] = []
    for found in _SYNTAX.finditer(text):
        kind = found.lastgroup
        if kind == "forms":
            kind = "word"
        current = branches[-1]
        if kind == "open":
            stack.append(branches)
            branches = [[]]
            if len(stack) > DEEPEST:
                raise PhraseError(f"more than {DEEPEST} groups stand inside each other: write the phrase flat")
        elif kind == "close":
            branches = _close(stack, branches)
        elif kind == "bar":
            branches.append([])
        elif kind == "optional":
            _make_optional(current, text[: found.start()])
        elif kind != "space":
            current.append(_terminal(kind or "", found))
    if stack:
        raise PhraseError("a `(` is not closed")
    tree: list[Element] = branches[0]
    if len(branches) > 1:
        tree = [_alternatives(branches)]
    _check(tree)
    return tree


def _make_optional(current: list[Element], before: str) -> None:
    if not current or isinstance(current[-1], Gap | Anchor) or before[-1].isspace() or current[-1].optional:
        raise PhraseError(r"`?` must stand right behind a word, a {list} or a (group); for a question mark write `\?`")
    current[-1].optional = True


def _alternatives(branches: list[list[Element]]) -> Alternatives:
    if any(not branch for branch in branches):
        raise PhraseError("an alternative is empty: to make a group optional write `(a|b)?`")
    return Alternatives(branches)


def _close(stack: list[list[list[Element]]], branches: list[list[Element]]) -> list[list[Element]]:
    if not stack:
        raise PhraseError("a `)` has no `(`")
    outer = stack.pop()
    outer[-1].append(_alternatives(branches))
    return outer


def _terminal(kind: str, found: re.Match[str]) -> Element:
    raw = found.group()
    if kind == "gap":
        return _gap(raw)
    if kind == "list":
        return _reference(found.group("list"))
    if kind == "anchor":
        return Anchor(raw)
    if kind == "number":
        return ListRef(NUMBER)
    if kind == "word":
        return _words(found.group("word"), bool(found.group("forms")))
    if kind == "bad":
        raise PhraseError(_BAD.get(raw, f"`{raw}` can't be read here"))
    return Words((raw if kind == "exact" else fold(found.group("literal") or raw),))


def _gap(raw: str) -> Gap:
    number = raw.lstrip(".")
    dots = len(raw) - len(number)
    words = int(number or DEFAULT_GAP)
    if dots > 3:
        raise PhraseError(
            f"`{raw}`: a gap is written with three full stops, or with two where it passes no punctuation"
        )
    if not 1 <= words <= LONGEST_GAP:
        raise PhraseError(f"a gap passes over 1 to {LONGEST_GAP} words, not {words}")
    return Gap(words, close=dots == 2)


def _reference(inside: str) -> ListRef:
    name, _, form = inside.strip().partition("/")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        raise PhraseError(
            f"`{{{inside}}}` is no list name: lists are named in lower case with hyphens, as in {{relief-noun}}"
        )
    if form not in ("", *FORMS):
        raise PhraseError(f"`{{{inside}}}`: a form is one of base, s, ing, ed")
    return ListRef(name, form)


def _words(word: str, inflect: bool) -> Element:
    if re.match(r"['\u2019]\w|n['\u2019]t$", word):
        raise PhraseError(f"`{word}` never stands alone: write the words out, as in `there's` or `isn't`")
    keys = tuple(_PLAIN[part] for part in split(word))
    if not keys:
        raise PhraseError(f"`{word}` holds no word")
    if len(keys) == 1 or not _HYPHEN.search(word):
        return Words(keys, inflect)
    joined: list[Element] = [Words((fold(_HYPHEN.sub("", word)),), inflect)]
    return Alternatives([[Words(keys, inflect)], joined])


def _check(tree: list[Element]) -> None:
    if not tree:
        raise PhraseError("the phrase is empty")
    if isinstance(tree[0], Gap) or isinstance(tree[-1], Gap):
        raise PhraseError("a phrase can't start or end with a gap")
    for index, element in enumerate(tree):
        if isinstance(element, Anchor) and index != (0 if element.side == "^" else len(tree) - 1):
            raise PhraseError("`^` stands at the start of a phrase, `$` at its end")
    words: list[Element] = [element for element in tree if not isinstance(element, Anchor)]
    if words and (isinstance(words[0], Gap) or isinstance(words[-1], Gap)):
        raise PhraseError("a gap can't stand next to `^` or `$`")
    if all(element.optional or isinstance(element, Gap) for element in words):
        raise PhraseError("every word is optional: the phrase would match everywhere")
    _check_gaps(words)


def _check_gaps(elements: list[Element]) -> None:
    for element, following in pairwise(elements):
        if isinstance(element, Gap) and isinstance(following, Gap):
            raise PhraseError("two gaps in a row: write one with the sum of their words")
    for element in elements:
        if isinstance(element, Alternatives):
            for branch in element.branches:
                _check_branch(branch)


def _check_branch(branch: list[Element]) -> None:
    if any(isinstance(element, Anchor) for element in branch):
        raise PhraseError("`^` and `$` can't stand inside a group")
    if isinstance(branch[0], Gap) or isinstance(branch[-1], Gap):
        raise PhraseError("a gap can't stand at the edge of a group: put it outside")
    if all(element.optional or isinstance(element, Gap) for element in branch):
        raise PhraseError("an alternative holds nothing but optional words")
    _check_gaps(branch)
