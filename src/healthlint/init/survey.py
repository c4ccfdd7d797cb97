"""What a folder holds: its pages by folder and suffix, the builders of sites, and what a sample of the pages says of
itself.
"""

from __future__ import annotations

import os

from healthlint import discover, programs, readers
from healthlint.checker import read_file
from healthlint.errors import InputError
from healthlint.globs import Globs
from healthlint.init.builders import Builder, builders_in
from healthlint.judgement.context import context_of
from healthlint.judgement.subject import topic_of
from healthlint.matching.page import Page
from healthlint.page_meta import front_matter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthlint.discover import Target
    from healthlint.language.program import Program

SAMPLE = 60
"""Pages that are read at most."""

_SURE = 0.8
"""The share of pages of one context, of those that have one, from which on it is said of all."""

_ENOUGH = 3
"""Pages of one context or topic that say something of the others."""

_OFTEN = 0.2
"""The share of pages from which on a topic is named."""


class Survey:
    """What was found in a folder.

    `suffixes` counts the pages by folder (the first part of their paths, "" for the top) and suffix. `builders` write
    to folders that are not counted, `outputs` are patterns for them. Of `read` pages `contexts` says by folder and
    context how many there are, and `topics` which of them name a topic often, the most frequent first. `unread` are
    labels and reasons.
    """

    def __init__(self) -> None:
        self.suffixes: dict[str, dict[str, int]] = {}
        self.builders: list[Builder] = []
        self.outputs: list[str] = []
        self.read = 0
        self.contexts: dict[str, dict[str, int]] = {}
        self.topics: list[tuple[str, int]] = []
        self.unread: list[tuple[str, str]] = []

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(sum(counts.values()) for counts in self.suffixes.values())

    def context(self) -> str:
        """The context of nearly all pages that have one, "" where there is none."""
        merged: dict[str, int] = {}
        for counts in self.contexts.values():
            for context, count in counts.items():
                merged[context] = merged.get(context, 0) + count
        return _clear(merged)

    def context_by_folder(self) -> dict[str, str]:
        """The context of nearly all pages of a folder, for folders of which that can be said."""
        clear = {folder: _clear(counts) for folder, counts in sorted(self.contexts.items()) if folder}
        return {folder: context for folder, context in clear.items() if context}


def _clear(counts: dict[str, int]) -> str:
    context = max(counts, key=lambda name: counts[name], default="")
    sure = context and counts[context] >= max(_ENOUGH, _SURE * sum(counts.values()))
    return context if sure else ""


def survey(top: str, cache: bool = True) -> Survey:
    """Look at the folder `top`. Raises RulesetError where the built-in rulesets can't be loaded."""
    found = Survey()
    found.builders = builders_in(top)
    found.outputs = sorted({output for builder in found.builders for output in builder.outputs})
    listed = discover.find([top], base=top)
    found.unread = list(listed.problems)
    outputs = Globs(found.outputs)
    inside = {id(target): os.path.relpath(target.path, top).replace(os.sep, "/") for target in listed.targets}
    pages = [target for target in listed.targets if not outputs.covers(inside[id(target)])]
    for target in pages:
        suffix = os.path.splitext(target.path)[1].lower()
        counts = found.suffixes.setdefault(_folder(inside[id(target)]), {})
        counts[suffix] = counts.get(suffix, 0) + 1
    sample = _spread(pages)
    if sample:
        _look(found, [(target, _folder(inside[id(target)])) for target in sample], programs.load((), cache).program)
    return found


def _folder(path: str) -> str:
    return path.partition("/")[0] if "/" in path else ""


def _spread(pages: Sequence[Target]) -> list[Target]:
    """A sample from beginning to end, always the same."""
    if len(pages) <= SAMPLE:
        return list(pages)
    return [pages[index * len(pages) // SAMPLE] for index in range(SAMPLE)]


def _look(found: Survey, sample: list[tuple[Target, str]], program: Program) -> None:
    topics: dict[str, int] = {}
    for target, folder in sample:
        try:
            document = readers.read(target.label, read_file(target))
        except InputError as error:
            found.unread.append((target.label, error.message))
            continue
        page = Page(program, document, front_matter(document))
        context, topic = context_of(page)[0], topic_of(page)
        found.read += 1
        if context != "unknown":
            counts = found.contexts.setdefault(folder, {})
            counts[context] = counts.get(context, 0) + 1
        if topic:
            topics[topic] = topics.get(topic, 0) + 1
    often = [(topic, count) for topic, count in topics.items() if count >= max(_ENOUGH, _OFTEN * found.read)]
    found.topics = sorted(often, key=lambda each: (-each[1], each[0]))[:3]
