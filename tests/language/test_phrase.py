from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.language.lines import flatten
from healthlint.language.phrase import (
    DEEPEST,
    LONGEST,
    Alternatives,
    Anchor,
    Element,
    Gap,
    ListRef,
    PhraseError,
    Words,
    parse,
)


def written(tree: list[Element]) -> str:
    """A tree in a form that shows how it was read."""
    return " ".join(map(_written, tree))


def _written(element: Element) -> str:
    if isinstance(element, Words):
        text = "+".join(element.keys) + ("~" if element.inflect else "")
    elif isinstance(element, ListRef):
        text = f"<{element.name}{'/' + element.form if element.form else ''}>"
    elif isinstance(element, Gap):
        text = f"gap{element.words}{'close' if element.close else ''}"
    elif isinstance(element, Anchor):
        text = element.side
    else:
        text = f"[{' | '.join(map(written, element.branches))}]"
    return text + ("?" if element.optional else "")


READ = [
    ("without the risk", "without the risk"),
    ("Without  the\nRISK", "without the risk"),
    ("treat~", "treat~"),
    ("café’s", "cafe"),
    ("isn’t", "isn't"),
    ("non-addictive", "[non+addictive | nonaddictive]"),
    ("non\u2011addictive", "[non+addictive | nonaddictive]"),
    ("over-the-counter", "[over+the+counter | overthecounter]"),
    ("self-medicate~", "[self+medicate~ | selfmedicate~]"),
    ("non-addictive? tea", "[non+addictive | nonaddictive]? tea"),
    ("{condition}", "<condition>"),
    ("{ condition }", "<condition>"),
    ("{relieve/ing} it", "<relieve/ing> it"),
    ("(risk|danger of)", "[risk | danger of]"),
    ("risk|danger of", "[risk | danger of]"),
    ("(a|(b|c d)) e", "[a | [b | c d]] e"),
    ("very? safe", "very? safe"),
    ("{list}? safe", "<list>? safe"),
    ("(a|b)? safe", "[a | b]? safe"),
    ("safe very?", "safe very?"),
    ("a ... b", "a gap6 b"),
    ("a ...3 b", "a gap3 b"),
    ("a...3 b", "a gap3 b"),
    ("a ...12 b", "a gap12 b"),
    ("a .. b", "a gap6close b"),
    ("a ..3 b", "a gap3close b"),
    ("(a ...2 b) c", "[a gap2 b] c"),
    ("^ no", "^ no"),
    ("^no", "^ no"),
    ("no $", "no $"),
    ("^ no $", "^ no $"),
    ("# %", "<#> %"),
    ("#?  cups", "<#>? cups"),
    ("90%", "90+%"),
    ("3.5 mg", "3.5 mg"),
    ("=AIDS", "=AIDS"),
    ("=AIDS free", "=AIDS free"),
    ("safe , gentle", "safe , gentle"),
    ("safe, gentle", "safe , gentle"),
    ("note: safe; yes!", "note : safe ; yes !"),
    ('"safe"', '" safe "'),
    ("safe -- gentle", "safe -- gentle"),
    ("safe--gentle", "safe -- gentle"),
    ("safe—gentle", "safe+--+gentle"),
    (r"\$ #", "$ <#>"),
    (r"safe \?", "safe ?"),
    (r"\# 1", "# 1"),
    (r"\, x", ", x"),
    ("R&D", "r+and+d"),
    ("U.S. law", "u.s. law"),
]


@pytest.mark.parametrize(("phrase", "tree"), READ)
def test_how_phrases_are_read(phrase: str, tree: str) -> None:
    assert written(parse(phrase)) == tree


REFUSED = [
    ("", "the phrase is empty"),
    ("  ", "the phrase is empty"),
    ("^", "every word is optional"),
    ("very?", "every word is optional"),
    ("very? {list}? (a|b)?", "every word is optional"),
    ("very? ... quite?", "every word is optional"),
    ("... safe", "a phrase can't start or end with a gap"),
    ("safe ..3", "a phrase can't start or end with a gap"),
    ("^ ... safe", "a gap can't stand next to `^` or `$`"),
    ("safe ...3 $", "a gap can't stand next to `^` or `$`"),
    ("a ... ... b", "two gaps in a row"),
    ("(a ... ..3 b) c", "two gaps in a row"),
    ("a ...0 b", "a gap passes over 1 to 12 words, not 0"),
    ("a ...13 b", "a gap passes over 1 to 12 words, not 13"),
    ("a .... b", "a gap is written with three full stops"),
    ("a … b", "write a gap with full stops"),
    ("(... a) b", "a gap can't stand at the edge of a group"),
    ("b (a ...)", "a gap can't stand at the edge of a group"),
    ("b (... a ... c ...)", "a gap can't stand at the edge of a group"),
    ("b (...)? c", "a gap can't stand at the edge of a group"),
    ("(a|b", "a `(` is not closed"),
    ("a|b)", "a `)` has no `(`"),
    ("()", "an alternative is empty"),
    ("(a|)", "an alternative is empty"),
    ("(|a)", "an alternative is empty"),
    ("a|", "an alternative is empty"),
    ("|", "an alternative is empty"),
    ("(very?|safe)", "an alternative holds nothing but optional words"),
    ("((very?)|safe) x", "an alternative holds nothing but optional words"),
    ("(^ a|b)", "`^` and `$` can't stand inside a group"),
    ("(a|b $)", "`^` and `$` can't stand inside a group"),
    ("a ^ b", "`^` stands at the start of a phrase, `$` at its end"),
    ("$ a", "`^` stands at the start of a phrase, `$` at its end"),
    ("a ^", "`^` stands at the start of a phrase, `$` at its end"),
    ("? a", "`?` must stand right behind a word"),
    ("a ?", "`?` must stand right behind a word"),
    ("a ... ? b", "`?` must stand right behind a word"),
    ("a ...? b", "`?` must stand right behind a word"),
    ("a?? b", "`?` must stand right behind a word"),
    ("(? a)", "`?` must stand right behind a word"),
    ("safe ?", r"for a question mark write `\?`"),
    ("{Condition}", "lists are named in lower case with hyphens"),
    ("{}", "is no list name"),
    ("{a b}", "is no list name"),
    ("{relieve/ings}", "a form is one of base, s, ing, ed"),
    ("{relieve", "a `{` is not closed"),
    ("relieve}", "a `}` has no `{`"),
    ("a ~", "`~` must stand right behind a word"),
    ("{list}~", "`~` must stand right behind a word"),
    ("=AIDS~", "`~` must stand right behind a word"),
    (r"\a", r"`\` must stand right in front of a sign"),
    ("-", "`-` holds no word"),
    ("_ = _", "holds no word"),
    ("there 's", "`'s` never stands alone"),
    ("is n't", "`n't` never stands alone"),
    ("is n’t", "never stands alone"),
    ("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), "groups stand inside each other"),
    ("a " * LONGEST, "the phrase is longer than"),
]


@pytest.mark.parametrize(("phrase", "message"), REFUSED)
def test_what_is_refused_and_why(phrase: str, message: str) -> None:
    with pytest.raises(PhraseError) as error:
        parse(phrase)
    assert message in str(error.value)


def test_groups_may_nest() -> None:
    tree = parse("(" * DEEPEST + "a" + ")" * DEEPEST)
    assert isinstance(tree[0], Alternatives)


@settings(deadline=None, max_examples=500)
@given(st.text(alphabet="ab ()|?.~{}^$#=\\,!\"-'…3/", max_size=24))
def test_any_text_is_read_or_refused(phrase: str) -> None:
    try:
        lines = flatten(parse(phrase))
    except PhraseError:
        return
    assert lines
    assert all(any(not item.optional for item in line.items) for line in lines)
    assert all(line.items[0].gap == 0 for line in lines)
