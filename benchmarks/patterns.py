"""The literal patterns of the built-in rules, for tools that search for patterns without being made for it.

Only phrases that are words alone can be given to them: no list, no gap, nothing judged. Each is spelt out in all its
forms.
"""

from __future__ import annotations

import json
import re

from benchmarks.corpus import write
from healthlint.language.lists import ways
from healthlint.language.phrase import PhraseError, parse
from healthlint.loading import load_rulesets
from healthlint.loading.locate import builtin_files


def literals() -> dict[str, list[str]]:
    """By rule the words of its phrases that hold words alone."""
    found: dict[str, list[str]] = {}
    for ruleset in load_rulesets(builtin_files()):
        for rule in ruleset.rules:
            for pattern in rule.patterns:
                words = [] if pattern.is_regex else _spelt(pattern.text)
                if words:
                    found.setdefault(str(rule.id), []).extend(words)
    return found


def _spelt(phrase: str) -> list[str]:
    try:
        rows = ways(parse(phrase))
    except PhraseError:
        return []
    plain = [" ".join(row) for row in rows or () if row]
    return [words for words in plain if re.fullmatch(r"[a-z0-9' -]+", words)]


def for_rg(path: str, patterns: dict[str, list[str]]) -> None:
    """A file for `rg --file`: a literal a line."""
    write(path, "\n".join(dict.fromkeys(words for each in patterns.values() for words in each)) + "\n")


def for_semgrep(path: str, patterns: dict[str, list[str]]) -> None:
    """A configuration of semgrep, a rule for each of ours."""
    rules = [
        {
            "id": rule,
            "languages": ["generic"],
            "severity": "WARNING",
            "message": rule,
            "pattern-regex": rf"(?i)\b(?:{'|'.join(words)})\b",
        }
        for rule, words in patterns.items()
    ]
    write(path, json.dumps({"rules": rules}))


def for_prh(path: str, patterns: dict[str, list[str]]) -> None:
    """A dictionary of prh, which textlint runs, a rule for each of ours."""
    rules = [
        {"expected": f"({rule})", "pattern": f"/\\b(?:{'|'.join(words)})\\b/i"} for rule, words in patterns.items()
    ]
    write(path, json.dumps({"version": 1, "rules": rules}))
