"""Rules of kind `terminology`: words to avoid and what to write instead. A term between quotation marks is let go."""

from __future__ import annotations

from healthlint.finding import Finding
from healthlint.judgement.exemption import exempt
from healthlint.kinds.replacement import replacement
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page

_BEFORE_QUOTE = "([{/-\u2013\u2014\u2018'"

LONGEST_QUOTE = 200
"""Tokens between a term and the quotation marks around it at most."""


def judge(page: Page, index: int, hit: Hit) -> Finding:
    """The finding that the term `hit` of sentence `index` makes; its disposition is "let-go" where it is none."""
    pattern = page.program.patterns[hit.pattern]
    rule = page.program.rules[pattern.index]
    first, last = page.place_of(index, hit)
    start, end = page.span(first, last)
    words = page.words(first, last)
    scope = page.document.regions[page.sentences[index].region].scope
    message = rule.message.replace("{match}", words).replace("{use}", pattern.use)
    suggestion = f"Write “{pattern.use}”." if pattern.use else rule.suggestion
    severity = rule.severity.get("", "warning")
    finding = Finding(rule, start, end, message, severity, scope=scope, pattern=pattern.id, suggestion=suggestion)
    finding.first, finding.last = first, last
    if pattern.fix:
        finding.fix = replacement(page, first, last, pattern.use)
    finding.reason = _reason(page, index, hit, pattern.index)
    if finding.reason:
        finding.disposition = "let-go"
    return finding


def _reason(page: Page, index: int, hit: Hit, rule: int) -> str:
    passing = exempt(page, index, hit)
    if passing:
        return passing
    rules = page.program.rules[rule]
    scope = page.document.regions[page.text.within[index]].scope
    if rules.scopes and scope not in rules.scopes:
        return f"the rule does not look at the scope {scope}"
    return "inside quotation marks" if _is_quoted(page, index, hit) else ""


def _is_quoted(page: Page, index: int, hit: Hit) -> bool:
    """Whether the nearest quotation mark in front opens a quotation and the nearest behind closes it."""
    text, region = page.text, page.document.regions[page.text.within[index]]
    first, last = page.place_of(index, hit)
    for at in range(first - 1, max(first - LONGEST_QUOTE, 0) - 1, -1):
        if text.starts[at] < region.start:
            return False
        if text.keys[at] == '"':
            if not _opens(page, at):
                return False
            break
    else:
        return False
    for at in range(last, min(last + LONGEST_QUOTE, len(text.keys))):
        if text.ends[at] > region.end:
            return False
        if text.keys[at] == '"':
            return not _opens(page, at)
    return False


def _opens(page: Page, at: int) -> bool:
    """Whether the quotation mark at token `at` opens: by its form, or a straight one by what it touches."""
    prose, start = page.document.prose, page.text.starts[at]
    if prose[start] != '"':
        return prose[start] in "“„«"
    before, after = prose[start - 1 : start], prose[start + 1 : start + 2]
    return bool(after.strip()) and (not before.strip() or before in _BEFORE_QUOTE)
