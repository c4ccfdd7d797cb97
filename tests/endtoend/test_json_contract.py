"""`--format json` against its description, field by field, on pages that hold everything that moves a place."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from endtoend.command import Command, claims
from endtoend.contract import assert_contract

PAGES = {
    "a.md": (
        "---\ntitle: Kratom cures anxiety\n---\n\n# Tea \U0001f375 cures pain\n\nKratom *cures*\n> anxiety.\n\n"
        "- It relieves withdrawal.\n\t- The addict [treats  \ndepression](x.html).\n\n"
        "| kratom | cures pain |\n|-|-|\n| caf\u00e9 | cures anxiety |\n\nBuy our safe tea for $5 &amp; heal.\n"
    ),
    "b.html": (
        "<!doctype html><title>Kratom</title>\n<meta name=description content='Kratom cures &quot;anxiety&quot;.'>\n"
        "<p>Kratom <b>cures</b>\n anxiety&nbsp;\u2014 \U0001f33f and <i>depression</i>.<p hidden>It cures pain.\n"
        '<script type="application/ld+json">{"@type": "Product", "description": "Kratom cures \\u0061nxiety."}</script>'
    ),
    "c.txt": "KRATOM\n\n  * cures anxiety\n  * 100 % safe\n\nIt treats de-\npression. Everyone was healed by kratom.\n",
    "d.mdx": "import X from 'x'\n\n<X title=\"Kratom cures anxiety\">\n  Kratom {/* no */} cures **anxiety**.\n</X>\n",
    "e.md": "",
    "f.md": "The river runs past the mill.\n",
    "g.json": (
        '{"title": "Kratom \\ud83c\\udf75", "price": 5,\n "items": [{"name": "Caf\u00e9 tea", "body": "<p>It <b>cures<\\/b> '
        '\\"anxiety\\" &amp; pain.</p>\\n<ul><li>heals \U0001f33f cancer"}]}\n'
    ),
    "h.yaml": (
        "# \U0001f375\nfaq:\n- question: 'Does it cure? It cures ''anxiety''.'\n  answer: |\n    ## Yes\n\n    Kratom *cures*\n"
        '    pain.\n- answer: "Kratom cures \\\n    anxiety"\n'
    ),
    "i.csv": 'name,text\nKratom \U0001f33f tea,"It cures ""anxiety"",\nand pain."\n',
}

Shape = Callable[[str], tuple[bytes, str]]
SHAPES: dict[str, Shape] = {
    "as written": lambda text: (text.encode(), "utf-8"),
    "mark": lambda text: (b"\xef\xbb\xbf" + text.encode(), "utf-8"),
    "crlf": lambda text: (text.replace("\n", "\r\n").encode(), "utf-8"),
    "cr": lambda text: (text.replace("\n", "\r").encode(), "utf-8"),
    "utf-16-le": lambda text: (b"\xff\xfe" + text.encode("utf-16-le"), "utf-16-le"),
    "utf-16-be": lambda text: (b"\xfe\xff" + text.replace("\n", "\r\n").encode("utf-16-be"), "utf-16-be"),
    "utf-32-le": lambda text: (b"\xff\xfe\0\0" + text.encode("utf-32-le"), "utf-32-le"),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_contract(healthlint: Command, shape: Shape) -> None:
    files = {name: shape(text) for name, text in PAGES.items()}
    for name, (data, _) in files.items():
        healthlint.write(name, data)
    report = healthlint.json()
    assert_contract(report, files)
    assert len(claims(report)) >= 8


def test_contract_with_problems(healthlint: Command) -> None:
    files = {"a.md": (b"Kratom cures anxiety.\n", "utf-8"), "b.md": (b"cures\n\xff", "utf-8"), "c.md": (b"", "utf-8")}
    for name, (data, _) in list(files.items())[:2]:
        healthlint.write(name, data)
    report = healthlint.json("a.md", "b.md", "c.md")
    assert_contract(report, files)
    problems = [file["problems"] for file in report["files"]]
    assert problems[0] == []
    assert problems[1][0]["line"] == 2
    assert problems[2] == [{"message": "no such file or folder", "line": None}]
    assert report["summary"]["problems"] == 2


def test_jsonl_says_the_same(healthlint: Command) -> None:
    for name, text in PAGES.items():
        healthlint.write(name, text)
    healthlint.write("g.md", b"\xff")
    report = healthlint.json()
    ended = healthlint("check", "--format", "jsonl")
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert lines[-1]["type"] == "summary"
    assert {key: lines[-1][key] for key in report["summary"]} == report["summary"]
    assert [line for line in lines if line["type"] == "finding"] == [
        {"type": "finding", "path": file["path"], **finding} for file in report["files"] for finding in file["findings"]
    ]
    assert [line["path"] for line in lines if line["type"] == "problem"] == ["g.md"]


def test_the_report_is_ascii_and_a_file_holds_the_same(healthlint: Command) -> None:
    healthlint.write("\u00fc.md", "Kratom heilt \u201ccures anxiety\u201d \U0001f33f.\n\nKratom cures anxiety.\n")
    ended = healthlint("check", "--format", "json", "--output-file", "json=out.json")
    assert ended.data.isascii()
    assert (healthlint.folder / "out.json").read_text(encoding="utf-8") == ended.out
