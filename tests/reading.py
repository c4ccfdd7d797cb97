"""What a document says, and whether every word of it stands where its map says."""

from __future__ import annotations

import itertools
import re

from healthlint.document import Document

OBJECT = "\ufffc"


def regions(document: Document) -> list[tuple[str, str]]:
    return [(region.scope, document.prose[region.start : region.end]) for region in document.regions]


def marks(document: Document) -> list[tuple[str, str, str]]:
    return [(mark.kind, document.prose[mark.start : mark.end], mark.value) for mark in document.marks]


def place(document: Document, words: str) -> str:
    """The source of the first place where the prose has `words`."""
    start = document.prose.index(words)
    begin, end = document.span(start, start + len(words))
    return document.text[begin:end]


def assert_exact(document: Document, resolved: bool = False) -> None:
    """Pieces are in order, do not overlap in the source, and those as long as their source are their source, with a
    space for each line end; comments stand where they say. `resolved`: some words stand for a name elsewhere, which may
    be as long as they are.
    """
    done = 0
    spans = []
    for prose_start, prose_end, start, end in document.map.pieces():
        assert done <= prose_start < prose_end
        assert 0 <= start <= end <= len(document.text)
        done = prose_end
        prose = document.prose[prose_start:prose_end]
        if prose in (" ", OBJECT):
            continue
        spans.append((start, end))
        if prose_end - prose_start == end - start and not resolved:
            assert prose == re.sub(r"[\r\n]", " ", document.text[start:end])
    spans.sort()
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    for region in document.regions:
        assert 0 <= region.start < region.end <= len(document.prose)
    for comment in document.comments:
        assert document.text.startswith(comment.text, comment.body)
        assert 0 <= comment.start <= comment.body <= comment.body + len(comment.text) <= comment.end


def assert_found(document: Document, claim: str) -> None:
    """The claim stands in one region of the prose, and each of its words at its place in the source."""
    start = document.prose.find(claim)
    assert start >= 0, document.prose
    region = document.regions[document.region_at(start)]
    assert start + len(claim) <= region.end
    for word in re.finditer(r"\S+", claim):
        begin, end = document.span(start + word.start(), start + word.end())
        assert document.text[begin:end] == word.group()
