"""Two small rulesets that stand in the place of the built-in ones."""

from __future__ import annotations

CALM = """\
ruleset: claims/calm
version: "1.2.0"
title: Promises of calm
references:
  law: {title: Tea Act, citation: 1 TEA 2, url: "https://law.example/tea", read: "2026-01-02"}
lists:
  calm: {about: verbs for making calm, inflect: verb, entries: [calm, soothe]}
cues:
  denied: {about: a denial, phrases: [does not, never], where: before, stance: negated}
model:
  thresholds: {high: 3, medium: 2, low: 1}
  subjects: {watched-substance: 1, product: 1, topic: 1, none: 0, other: -1, person: -1, care: -2, medicine: -3}
  stances: {attributed: -1}
  scopes: {heading: -0.5}
  contexts: {commercial: 1, public-health: -1}
  context: {window: 12, bound: 1, weight: 1.5}
rules:
  - id: calm-promise
    kind: claim
    category: guarantee
    title: Promise of calm
    message: promises that {subject} brings calm to all
    severity: {affirmed: error, hedged: warning}
    points: 3
    patterns:
      - {id: calms-all, phrase: "{calm} (everyone|all of us)"}
    rationale: Nobody is calm always.
    suggestion: Say what the tea tastes like.
    references: [law]
    examples:
      flag:
        - This tea [[calms everyone]] at once.
        - It [[soothes all of us]].
      pass:
        - This tea does not calm everyone.
        - This tea calms my cat.
"""

WORDS = """\
ruleset: words/plain
version: "1.0.0"
title: Plain words
rules:
  - id: plain-words
    kind: terminology
    title: Plain words
    message: says {match}
    severity: warning
    terms:
      - {avoid: "utilise", use: use, fix: true}
    rationale: Short words are understood.
    suggestion: Write the short word.
    examples:
      flag: ["We [[utilise]] leaves.", "You [[utilise]] water."]
      pass: ["We use leaves.", "A utensil."]
"""
