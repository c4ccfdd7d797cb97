from __future__ import annotations

import json

from healthlint.output.scores import FileScores, HardSentence, as_json, problems, render, summary
from healthlint.output.view import View
from healthlint.report import Problem, Section

TEA = {
    "words": 120,
    "sentences": 8,
    "flesch_reading_ease": 70.25,
    "flesch_kincaid_grade": 4.5,
    "smog_index": 3.1,
    "gunning_fog": 5.0,
    "coleman_liau_index": 6.0,
    "automated_readability_index": -2.0,
    "dale_chall_readability_score": 7.5,
}


def scored() -> list[FileScores]:
    return [
        FileScores(
            "content/tea.md",
            TEA,
            [Section("", 0, 1, TEA), Section("How\x1b to brew", 2, 14, {**TEA, "words": 7, "sentences": 0})],
            [HardSentence(3, 5, "A sentence that is  hard\nto read.", 17.25, 31)],
            {"spache_readability": 3.25},
        ),
        FileScores("gone.md", problems=[Problem("no such file or folder")]),
    ]


def test_table() -> None:
    assert (
        "\n".join(render(scored(), View(width=60)))
        == """\
FILE                         WORDS  SENTENCES   EASE  GRADE   SMOG    FOG  COLEMAN    ARI  DALE-CHALL
content/tea.md                 120          8   70.2    4.5    3.1    5.0      6.0   -2.0         7.5
  (above the first heading)    120          8   70.2    4.5    3.1    5.0      6.0   -2.0         7.5
    How\\x1b to brew              7          0      -      -      -      -        -      -           -

content/tea.md
  spache_readability      3.25

hardest sentences of content/tea.md
content/tea.md:3:5  grade 17.2, 31 words
    A sentence that is hard to read."""
    )


def test_what_could_not_be_measured() -> None:
    assert list(problems(scored(), View())) == ["not measured gone.md: no such file or folder"]
    assert list(summary(scored())) == ["measured 1 file"]
    assert list(summary([])) == ["measured no file"]
    assert list(render([], View())) == []


def test_json() -> None:
    value = json.loads("\n".join(as_json(scored(), View())))
    assert value["format"] == 1
    tea, gone = value["files"]
    assert tea["readability"] == TEA
    assert tea["sections"][1]["heading"] == "How\x1b to brew"
    assert tea["worst"] == [
        {
            "line": 3,
            "column": 5,
            "text": "A sentence that is  hard\nto read.",
            "flesch_kincaid_grade": 17.25,
            "words": 31,
        }
    ]
    assert tea["further"] == {"spache_readability": 3.25}
    assert gone["readability"] is None
    assert gone["problems"] == [{"message": "no such file or folder", "line": None}]
