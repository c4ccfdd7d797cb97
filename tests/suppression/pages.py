"""Pages with suppressions, checked by two small rules and those of kind directive."""

from __future__ import annotations

import os

from healthlint import engine, readers
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets, locate
from healthlint.selection import Selection
from small_program import claim, load, terminology

DAY = "2026-06-15"
"""The day on which the pages are checked."""


def _directives():
    (path,) = [file for file in locate.builtin_files() if os.path.basename(file) == "directives.yaml"]
    return load_rulesets([path])


OWN = load(
    {
        "rules": [
            claim("never tires", "tires nobody", id="tireless", category="guarantee"),
            claim("always works", id="works", category="guarantee", jurisdictions=["UK"]),
            terminology({"avoid": "utilise", "use": "use"}, id="plain"),
        ]
    }
)
PROGRAM = Program(compile_rulesets([*OWN, *_directives()]))


def check(text, label="page.md", day=DAY, program=PROGRAM, without=()):
    """The report of a page; `without` are the rules that are not selected."""
    selection = Selection(frozenset(index for index, rule in enumerate(program.rules) if rule.id not in without))
    document = readers.read(label, text if isinstance(text, bytes) else text.encode())
    return engine.check(document, program, selection, day=day)


def lines(findings):
    """Rule, line and column of each finding."""
    return [(finding.rule.id, finding.place.line, finding.place.column) for finding in findings]


def held(report):
    """Rule and line of each finding that a suppression holds back, with the line of the suppression."""
    return [
        (finding.rule.id, finding.place.line, finding.waiver.line)
        for finding in report.let_go
        if finding.disposition == "suppressed"
    ]


def told(report):
    """Line, column and message of what is wrong with the suppressions of a report."""
    return [
        (finding.place.line, finding.place.column, finding.message)
        for finding in report.findings
        if finding.rule.kind == "directive"
    ]


def states(report):
    """Rule, line, state and number of findings of each waiver."""
    return [(waiver.rule, waiver.line, waiver.state, waiver.held) for waiver in report.waivers]
