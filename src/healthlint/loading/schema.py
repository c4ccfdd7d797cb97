"""Which keys a ruleset file has and what may stand behind each: the tables of the rule language, in its own order.

`rulesets/schema.json` says the same to editors. Phrases are checked by whoever compiles them, shared names in `names`.
"""

from __future__ import annotations

import re

from healthlint.document import SCOPES
from healthlint.finding import CONFIDENCES, SEVERITIES, STANCES
from healthlint.loading.examples import examples
from healthlint.loading.fields import (
    among,
    by_sort,
    day,
    flag,
    formed,
    kebab,
    list_of,
    names_to,
    number,
    one_of,
    phrase,
    record,
    text,
    text_or_record,
    url,
    version,
    word,
)
from healthlint.readability.scores import SCORES, SENTENCE_LENGTH
from healthlint.rule import CATEGORIES, CONTEXTS, SOURCES, SUBJECTS
from healthlint.suppression.directive import MISTAKES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.loading.fields import Check

INFLECTIONS = ("verb", "noun", "adjective")
LIST_SUBJECTS = ("watched-substance", "product", "medicine", "care", "person", "other")
PLACES = ("before", "after", "around", "inside", "anywhere", "sentence", "previous", "next", "heading", "page")
CUE_STANCES = ("negated", "questioned", "warned-against", "hypothetical", "attributed", "hedged")
VOTES = ("commercial", "editorial", "public-health")
REACHES = ("sentence", "paragraph", "section")
DISCLAIMER_STATES = ("absent", "near-miss", "misplaced", "hidden", "unlinked", "not-bold", "hard-to-read", "present")
UNITS = ("page", "section")
STATEMENTS = ("one", "several")

_points = number(-20, 20)
_ids = list_of(kebab)
_phrases = list_of(phrase)
_categories = list_of(one_of(CATEGORIES))
_subjects = list_of(one_of(SUBJECTS))
_contexts = list_of(one_of(CONTEXTS))

REFERENCE_KEYS: dict[str, Check] = {
    "title": text,
    "citation": text,
    "url": url,
    "read": day,
}

ENTRY_KEYS: dict[str, Check] = {"word": phrase, "forms": _phrases}
LIST_KEYS: dict[str, Check] = {
    "about": text,
    "extend": flag,
    "override": flag,
    "inflect": one_of(INFLECTIONS),
    "entries": list_of(text_or_record(phrase, ENTRY_KEYS, ("word", "forms"))),
    "except": _phrases,
    "subject": one_of(LIST_SUBJECTS),
    "source": text,
    "licence": text,
    "untested": text,
}
LIST_EXTENSION = ("extend", "about", "entries", "except", "source", "licence")
"""The keys of a list that adds to another."""

CUE_KEYS: dict[str, Check] = {
    "about": text,
    "extend": flag,
    "override": flag,
    "phrases": _phrases,
    "where": one_of(PLACES),
    "within": number(1, 60, whole=True),
    "across-clauses": flag,
    "except": _phrases,
    "stance": one_of(CUE_STANCES),
    "points": _points,
    "vote": _points,
    "cancels": _ids,
    "context": one_of(VOTES),
    "categories": _categories,
    "subjects": _subjects,
    "untested": text,
}
CUE_EXTENSION = ("extend", "about", "phrases", "except")
"""The keys of a cue that adds to another."""

MODEL_KEYS: dict[str, Check] = {
    "thresholds": record({"high": _points, "medium": _points, "low": _points}),
    "subjects": names_to(among(SUBJECTS), _points),
    "stances": names_to(among(STANCES), _points),
    "scopes": names_to(among(SCOPES), _points),
    "contexts": names_to(among(CONTEXTS), _points),
    "style": record({"most": number(0, 20), "least": number(-20, 0)}),
    "context": record(
        {
            "window": number(1, 200, whole=True),
            "bound": number(0, 20),
            "weight": number(0, 20),
        }
    ),
}

_severity = one_of(SEVERITIES)
PROFILE_KEYS: dict[str, Check] = {
    "about": text,
    "override": flag,
    "contexts": _contexts,
    "thresholds": record({"high": _points, "medium": _points, "low": _points}),
    "like-affirmed": list_of(one_of(STANCES)),
    "confidence": names_to(among(CONFIDENCES), _severity),
    "stances": names_to(among(STANCES), _severity),
    "subjects": names_to(among(SUBJECTS), _severity),
}

RULE_KEYS: dict[str, Check] = {
    "id": kebab,
    "kind": text,  # which kinds there are is checked before the rule is
    "override": flag,
    "title": text,
    "message": text,
    "rationale": text,
    "suggestion": text,
    "references": _ids,
    "since": version,
    "audience": kebab,
    "jurisdictions": list_of(word(formed(re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?"), "a code such as US or US-CA"))),
    "scopes": list_of(one_of(SCOPES)),
    "contexts": _contexts,
}
"""The keys that rules of all kinds have, besides `severity` and `examples`, which differ a little from kind to kind."""

PATTERN_KEYS: dict[str, Check] = {"id": kebab, "phrase": phrase, "regex": text, "points": _points, "untested": text}
CLAIM_KEYS: dict[str, Check] = {
    "severity": by_sort(text=one_of(SEVERITIES), map=names_to(among(STANCES), one_of(SEVERITIES))),
    "category": one_of(CATEGORIES),
    "subject": _subjects,
    "points": _points,
    "patterns": list_of(text_or_record(phrase, PATTERN_KEYS)),
    "except": _phrases,
    "requires": _ids,
    "ignore-cues": _ids,
    "refines": _ids,
    "examples": examples(marks=True),
}

TERM_KEYS: dict[str, Check] = {"id": kebab, "avoid": phrase, "use": text, "fix": flag, "untested": text}
TERMINOLOGY_KEYS: dict[str, Check] = {
    "severity": one_of(SEVERITIES),
    "terms": list_of(record(TERM_KEYS, ("avoid",))),
    "except": _phrases,
    "refines": _ids,
    "examples": examples(marks=True),
}

STATEMENT_KEYS: dict[str, Check] = {"id": kebab, "phrase": phrase, "regex": text}
UNLESS_KEYS: dict[str, Check] = {
    "sources": list_of(one_of(SOURCES)),
    "not-links": list_of(text),
    "phrases": _phrases,
    "page": _phrases,
}
EVIDENCE_KEYS: dict[str, Check] = {
    "severity": by_sort(text=one_of(SEVERITIES), map=names_to(among(STANCES), one_of(SEVERITIES))),
    "subject": _subjects,
    "patterns": list_of(text_or_record(phrase, STATEMENT_KEYS)),
    "except": _phrases,
    "ignore-cues": _ids,
    "refines": _ids,
    "unless": record(UNLESS_KEYS),
    "reach": by_sort(text=one_of(REACHES), map=record({"sentences": number(1, 20, whole=True)}, ("sentences",))),
    "examples": examples(marks=True),
}

WORDING_KEYS: dict[str, Check] = {"id": kebab, "text": text, "statements": one_of(STATEMENTS)}
NEEDED_KEYS: dict[str, Check] = {
    "categories": _categories,
    "subjects": _subjects,
    "phrases": _phrases,
    "links": list_of(text),
    "products": _ids,
    "topics": list_of(text),
    "except-topics": list_of(text),
    "contexts": _contexts,
}
NEEDED_TRIGGERS = ("categories", "phrases", "links", "products", "topics", "contexts")
"""The keys of `needed` that can make a disclaimer necessary; the others only narrow it."""
DISCLAIMER_LIMIT_KEYS: dict[str, Check] = {
    "metric": one_of(SCORES),
    "at-most": number(-1000, 1000),
    "at-least": number(-1000, 1000),
}
DISCLAIMER_KEYS: dict[str, Check] = {
    "severity": by_sort(text=one_of(SEVERITIES), map=names_to(among(DISCLAIMER_STATES), one_of(SEVERITIES))),
    "wordings": list_of(record(WORDING_KEYS, ("id", "text"))),
    "accept": _phrases,
    "except": _phrases,
    "needed": record(NEEDED_KEYS),
    "place": by_sort(text=one_of(UNITS), map=record({"paragraphs": number(1, 50, whole=True)}, ("paragraphs",))),
    "symbol": flag,
    "bold": flag,
    "insert": flag,
    "readability": record(DISCLAIMER_LIMIT_KEYS, ("metric",)),
    "examples": examples(marks=False),
}

LIMIT_KEYS: dict[str, Check] = {
    "metric": one_of((*SCORES, SENTENCE_LENGTH)),
    "at-most": number(-1000, 1000),
    "at-least": number(-1000, 1000),
    "audience": _ids,
    "unit": one_of(UNITS),
}
READABILITY_KEYS: dict[str, Check] = {
    "severity": one_of(SEVERITIES),
    "limits": list_of(record(LIMIT_KEYS, ("metric",))),
    "minimum-words": number(1, 1_000_000, whole=True),
    "name-hardest": number(0, 100, whole=True),
    "examples": examples(marks=False),
}

DIRECTIVE_KEYS: dict[str, Check] = {
    "severity": one_of(SEVERITIES),
    "finds": one_of(MISTAKES),
    "examples": examples(marks=True),
}

KINDS: dict[str, tuple[dict[str, Check], tuple[str, ...]]] = {
    "claim": (CLAIM_KEYS, ("category", "message", "severity", "patterns")),
    "terminology": (TERMINOLOGY_KEYS, ("message", "severity", "terms")),
    "evidence": (EVIDENCE_KEYS, ("message", "severity", "patterns")),
    "disclaimer": (DISCLAIMER_KEYS, ("message", "severity", "wordings", "needed")),
    "readability": (READABILITY_KEYS, ("message", "severity", "limits")),
    "directive": (DIRECTIVE_KEYS, ("message", "severity", "finds")),
}
"""The kinds of rules: the keys of each beside those of all rules, and those it must have unless it overrides a rule."""

RULESET_KEYS = (
    "ruleset",
    "version",
    "title",
    "description",
    "references",
    "lists",
    "cues",
    "model",
    "profiles",
    "rules",
)
SHARED: dict[str, tuple[dict[str, Check], tuple[str, ...]]] = {
    "references": (REFERENCE_KEYS, ("title",)),
    "lists": (LIST_KEYS, ("entries",)),
    "cues": (CUE_KEYS, ("phrases", "where")),
    "profiles": (PROFILE_KEYS, ("about",)),
}
"""What all rulesets share by name: the keys of each definition, and which it must have."""

ruleset_name = word(
    formed(
        re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*"), "a name such as claims/addiction-safety"
    )
)
