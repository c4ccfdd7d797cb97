"""Messages with the words of the page filled in, so that they stay English whatever the page calls its subject.

Knows messages and words, nothing of rules or of how a subject was found.
"""

from __future__ import annotations

import re

_NAME = re.compile(r"\{([^{}]*)\}")

_AS_NOUN_OF_A_VERB = "that {subject} "
"""Behind it the message goes on with a verb in the singular ("says that {subject} acts on …")."""

_SINGULAR_ENDINGS = ("ss", "us", "is", "as", "os")
"""Of names that end in s and are no plural (cannabis, asparagus, ananas, cosmos)."""

_COUNTED = frozenset(
    ("supplement", "remedy", "product", "formula", "blend", "kit", "device", "pill", "capsule", "drink")
)
"""Nouns that need an article where they stand without one."""

_POINTERS = ("Our", "This", "These")
"""Words that are written small inside a message."""

_ARTICLES = frozenset(("a", "an", "the", "this", "that", "our", "my", "your", "its", "their", "every", "each", "any"))


def fill(message: str, values: dict[str, str], subject: str) -> str:
    """The message of a rule with its names filled in.

    `values` holds "match" and the words of lists; a list that the pattern does not ask for is the whole match.
    `subject` is what the finding is about, "" where nothing is named.
    """
    values = {**values, "subject": _spoken(subject, _AS_NOUN_OF_A_VERB in message)}
    return _NAME.sub(lambda found: values.get(found[1], values["match"]), message)


def _spoken(subject: str, before_verb: bool) -> str:
    words = subject.split()
    if not words or (before_verb and _is_plural(words[-1])):
        return "the product"
    if words[0] in _POINTERS:
        return subject[0].lower() + subject[1:]
    if words[-1] in _COUNTED and words[0].casefold() not in _ARTICLES:
        return f"the {subject}"
    return subject


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(_SINGULAR_ENDINGS)
