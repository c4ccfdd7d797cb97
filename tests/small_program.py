"""Small rulesets, the programs that they make, and texts run through them."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress

from healthlint import engine, readers
from healthlint.document import Document, Region
from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets
from healthlint.matching.page import Page
from healthlint.selection import Selection


def claim(*patterns, id="claim", **keys):
    """A rule of kind claim."""
    return {
        "id": id,
        "kind": "claim",
        "category": "addiction-safety",
        "message": "says {match}",
        "severity": "error",
        "patterns": list(patterns),
        **keys,
    }


def terminology(*terms, id="words", **keys):
    """A rule of kind terminology."""
    return {
        "id": id,
        "kind": "terminology",
        "message": "says {match}",
        "severity": "warning",
        "terms": list(terms),
        **keys,
    }


def word_list(*entries, **keys):
    """A word list."""
    return {"entries": list(entries), **keys}


def cue(*phrases, where="before", **keys):
    """A cue."""
    return {"phrases": list(phrases), "where": where, **keys}


def load(*rulesets):
    """Rulesets as they come from their files; each is a dict with the keys of the rule language."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, parts in enumerate(rulesets):
            path = os.path.join(folder, f"{number}.yaml")
            with open(path, "w", encoding="utf-8") as file:
                json.dump({"ruleset": f"own/test-{number}", "version": "1.0.0", **parts}, file, indent=1)
            paths.append(path)
        return load_rulesets(paths)


def make_program(*rules, **parts):
    """The program of one ruleset. `parts` are its lists, cues, model and references."""
    return Program(compile_rulesets(load({"rules": list(rules), **parts})))


def make_document(text, scope="paragraph"):
    """A document whose prose is its text; a blank line begins a new region."""
    document = Document("page.txt", text)
    document.prose = text
    document.map.add(0, len(text), 0, len(text))
    start = 0
    for part in text.split("\n\n"):
        document.regions.append(Region(scope, start, start + len(part)))
        start += len(part) + 2
    return document


def make_page(program, text, **meta):
    """A page of plain paragraphs."""
    return Page(program, make_document(text), {name: (value,) for name, value in meta.items()})


def matches(program, text):
    """The words of every match of a rule's phrases, in their order on the page."""
    page = make_page(program, text)
    found = [(index, hit) for index in range(len(page.sentences)) for hit in page.look(index).hits]
    hits = {page.place_of(index, hit) for index, hit in found}
    return [page.words(start, end) for start, end in sorted(hits)]


def phrase_matches(phrase, text, **lists):
    """The words that a phrase matches. `lists` are word lists by name, `_` for the hyphen."""
    named = {name.replace("_", "-"): words for name, words in lists.items()}
    return matches(make_program(claim(phrase), lists=named or {"unused": word_list("unused")}), text)


def check(program, text, label="page.md", explain=False, **meta):
    """The report of a page, to `explain` with all that was let go; `meta` is what the configuration says of it."""
    document = readers.read(label, text.encode())
    said = {key: (value,) for key, value in meta.items()}
    return engine.check(document, program, Selection.all_of(program), said, explain)


def words_of(report, findings):
    """The words of some findings as they stand in the source."""
    return [report.document.text[finding.start : finding.end] for finding in findings]


def patterns_of(program):
    """All patterns of a program, in order."""
    found = []
    with suppress(IndexError):
        while True:
            found.append(program.patterns[len(found)])
    return found
