from __future__ import annotations

import pytest

from healthlint.changes.hunks import LineIndex, Lines, parse


def hit(lines: Lines, last: int = 12) -> list[int]:
    """The single lines that are touched."""
    return [line for line in range(1, last + 1) if lines.touch(line, line)]


@pytest.mark.parametrize(
    ("spans", "lines", "pairs"),
    [
        ([], [], []),
        ([(3, 2)], [3, 4], [2, 3, 4]),
        ([(3, 0)], [], [3]),
        ([(0, 0)], [], []),
        ([(1, 1), (4, 0), (6, 3)], [1, 6, 7, 8], [1, 4, 5, 6, 7, 8]),
        (None, [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ],
)
def test_touch(spans: list[tuple[int, int]] | None, lines: list[int], pairs: list[int]) -> None:
    changed = Lines(spans if spans is None else [(1, 0, *span) for span in spans])
    assert hit(changed, 9) == lines
    assert [first for first in range(1, 10) if changed.touch(first, first + 1)] == pairs
    assert changed.touch(1, 99) == bool(pairs)


@pytest.mark.parametrize(
    ("data", "start", "end", "lines"),
    [
        (b"one\ntwo\n", 0, 3, (1, 1)),
        (b"one\ntwo\n", 0, 4, (1, 1)),
        (b"one\ntwo\n", 0, 5, (1, 2)),
        (b"one\ntwo\n", 4, 7, (2, 2)),
        (b"one\r\ntwo\r\nthree", 10, 15, (3, 3)),
        (b"one\rtwo\rthree\n", 8, 13, (1, 1)),
        (b"one\n\n\n", 5, 5, (3, 3)),
        (b"", 0, 0, (1, 1)),
    ],
)
def test_bytes_have_the_lines_of_git(data: bytes, start: int, end: int, lines: tuple[int, int]) -> None:
    assert LineIndex(data).lines(start, end) == lines


@pytest.mark.parametrize(
    ("hunks", "before"),
    [
        ([], {1: 1, 9: 9}),
        ([(3, 1, 3, 2)], {2: 2, 5: 4, 9: 8}),
        ([(3, 2, 2, 0)], {2: 2, 3: 5, 9: 11}),
        ([(0, 0, 1, 2)], {3: 1, 9: 7}),
        ([(4, 0, 5, 1), (6, 3, 8, 1)], {4: 4, 6: 5, 7: 6, 9: 9, 10: 10}),
    ],
)
def test_where_a_line_stood_before(hunks: list[tuple[int, int, int, int]], before: dict[int, int]) -> None:
    lines = Lines(hunks)
    assert {line: lines.before(line) for line in before} == before


PATCH = b"""\
diff --git a/one.md b/one.md
index 1111111..2222222 100644
--- a/one.md
+++ b/one.md
@@ -2 +2,2 @@ heading
-diff --git a/x b/x
+@@ -9,9 +9,9 @@
+diff --git a/y b/y
@@ -6,2 +7,0 @@ heading
-gone
-@@ -1 +1 @@
\\ No newline at end of file
diff --git a/two.md b/three.md
similarity index 100%
rename from two.md
rename to three.md
diff --git "a/new\\nline.md" "b/new\\nline.md"
index 1111111..2222222 100644
--- "a/new\\nline.md"
+++ "b/new\\nline.md"
@@ -0,0 +1 @@
+\xff\r first
"""


def test_patches() -> None:
    files = parse(PATCH)
    assert [hit(lines) for lines in files] == [[2, 3], [], [1]]
    assert files[0].touch(7, 8)
    assert not files[0].touch(8, 9)
    assert parse(b"") == []
    assert parse(b"warning: something\n@@ -1 +1 @@\n") == []
