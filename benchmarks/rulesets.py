"""Rulesets of a user, as large as one likes: valid, with examples, on words that the pages have.

Half of the rules are claims (a verb, what it is done to, a gap between), half terms of a house style.
"""

from __future__ import annotations

import itertools
import json
import random

from benchmarks.vocabulary import FORMS, SLOTS, VERBS


def _claims() -> list[tuple[str, str]]:
    """Phrases of claims, each with words that it matches."""
    things = [words.removeprefix("a ") for name in ("condition", "symptom") for words in SLOTS[name]]
    things = [words for words in things if all(part.replace("-", "").isalpha() for part in words.split(" "))]
    made = []
    for verb, thing in itertools.product(VERBS, things):
        first, _, rest = verb.partition(" ")
        made.append((f"{first}~ {rest} ...3 {thing}".replace("  ", " "), f"{verb} the worst {thing}"))
    return made


def _terms() -> list[tuple[str, str]]:
    """The same of terms."""
    heads, tails = SLOTS["Syllable"], SLOTS["syllable"]
    names = [head + middle + tail for head, middle, tail in itertools.product(heads[:10], tails, ("ra", "vin"))]
    return [(f"{name} (daily)? {form}", f"{name} {form}") for name, form in itertools.product(names, FORMS)]


def ruleset(count: int) -> str:
    """A ruleset of `count` rules as text: JSON, which is YAML."""
    claims, terms = _claims(), _terms()
    for made in (claims, terms):
        random.Random(len(made)).shuffle(made)
    rules = [
        _claim(number, *claims[number // 2]) if number % 2 else _term(number, *terms[number // 2])
        for number in range(count)
    ]
    reference = {"title": "House style", "citation": "Part 1", "url": "https://example.org/style", "read": "2026-01-02"}
    whole = {
        "ruleset": "own/house-style",
        "version": "1.0.0",
        "title": "House style",
        "references": {"house-style": reference},
        "rules": rules,
    }
    return json.dumps(whole, indent=1) + "\n"


def _rule(id: str, examples: dict[str, list[object]], **keys: object) -> dict[str, object]:
    return {
        "id": id,
        "title": id.replace("-", " "),
        "rationale": "The house style says so.",
        "references": ["house-style"],
        "examples": examples,
        **keys,
    }


def _claim(number: int, phrase: str, words: str) -> dict[str, object]:
    return _rule(
        f"own-claim-{number}",
        {
            "flag": [f"Our tea can [[{words}]].", f"Our new drink will [[{words}]] in June."],
            "pass": [{"text": f"Nobody can {words}.", "only": True}, {"text": "It opens at nine.", "only": True}],
        },
        kind="claim",
        category="efficacy-unsupported",
        message="says that {subject} does what the house style rules out (“{match}”)",
        severity="warning",
        suggestion="Say what it is for.",
        patterns=[phrase],
    )


def _term(number: int, phrase: str, words: str) -> dict[str, object]:
    name = words.split(" ", maxsplit=1)[0]
    return _rule(
        f"own-term-{number}",
        {
            "flag": [f"We sell [[{words}]] here.", f"Ask for [[{words}]]."],
            "pass": [{"text": f"We sell {name} here.", "only": True}, {"text": f"Ask for {name}.", "only": True}],
        },
        kind="terminology",
        message="“{match}” is called {use}",
        severity="info",
        suggestion="Leave the form out.",
        terms=[{"avoid": phrase, "use": name}],
    )
