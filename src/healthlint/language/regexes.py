"""What a regular expression in a ruleset may be: one that reads, matches something, and can't run away."""

from __future__ import annotations

import re
import sys
import warnings
from importlib import import_module

from healthlint.language.ambiguity import BackReferenceError, TooLargeError, is_ambiguous

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LONGEST = 1_000
"""Code points of a regular expression at most."""


def check_regex(pattern: str) -> str:
    """What is wrong with a regular expression, "" when nothing is."""
    if len(pattern) > LONGEST:
        return f"the expression is longer than {LONGEST} characters: use lists and phrases"
    try:
        tree = _parsed(pattern)
    except (re.error, Warning, RecursionError, OverflowError) as error:
        return f"the regular expression can't be read: {error}"
    if tree.getwidth()[0] == 0:
        return "the regular expression matches the empty text: it would match everywhere"
    return _running_away(tree)


def _running_away(tree: Any) -> str:
    try:
        if not is_ambiguous(tree):
            return ""
    except BackReferenceError:
        return "the regular expression refers back to a group, which can run away: write the words out"
    except TooLargeError:
        return "the regular expression is too large to be sure that it can't run away: use lists and phrases"
    return (
        "the regular expression can run away on long text: a repetition can read the same words in two ways, as "
        "`(a+)+` can; write it flat"
    )


def _parsed(pattern: str) -> Any:
    """The parse tree of `re`, after both engines have read the pattern: what only one of them knows is refused."""
    import regex  # slow to import: only rulesets with `regex:` pay for it

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        re.compile(pattern, re.IGNORECASE)
        try:
            regex.compile(pattern, regex.IGNORECASE)
        except regex.error as error:
            raise re.error(str(error)) from None
        return import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse").parse(pattern)
