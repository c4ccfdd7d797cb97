"""How findings are put into words for services: what a message says, what stands under it, which authority is named.

Knows nothing of the notation of a service: each output escapes what it writes.
"""

from __future__ import annotations

from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.finding import Finding, Fix
    from healthlint.rule import Reference, Rule

NOT_CHECKED = "not-checked"
"""What stands in the place of a rule where a service takes problems only as findings."""


def sentence(text: str) -> str:
    """`text` as a sentence: with a capital and an end."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def advice(finding: Finding) -> Iterator[str]:
    """What goes with the message of a finding, a line each: what to write instead, and the law in short."""
    if finding.suggestion:
        yield f"Instead: {finding.suggestion}"
    if finding.rule.references:
        yield f"Law: {'; '.join([cited(reference) for reference in finding.rule.references])}"


def mending(fix: Fix) -> str:
    """What `--fix` would do, in words."""
    words = fix.text.strip()
    what = f'insert "{words}"' if fix.start == fix.end else f'write "{words}"' if words else "take the words out"
    return (
        f'{what}, and insert "{fix.along[0].text.strip()}" at {count(len(fix.along), "place")}' if fix.along else what
    )


def cited(reference: Reference) -> str:
    """An authority in as few words as say which it is."""
    return reference.citation or reference.title or reference.url


def address(rule: Rule) -> str:
    """Where to read the first authority of a rule that has an address on the web, "" where none has."""
    return next((each.url for each in rule.references if is_address(each.url)), "")


def is_address(url: str) -> bool:
    """Whether this can be followed: rulesets hold what people wrote, and an address must be plain ASCII."""
    scheme, _, rest = url.partition("://")
    return scheme in ("http", "https") and bool(rest) and url.isascii() and url.isprintable() and not _UNSAFE & set(url)


_UNSAFE = frozenset(' "<>\\^`{|}')


def whole(text: str) -> str:
    """`text` without halves of surrogate pairs, which stand for bytes of names that are no UTF-8: written as escapes.

    Python keeps them; other programs refuse a whole report for one of them.
    """
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
