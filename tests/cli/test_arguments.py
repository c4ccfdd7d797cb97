from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.cli import commands
from healthlint.cli.arguments import Call, parse
from healthlint.cli.options import COMMANDS, OPTIONS
from healthlint.errors import UsageError
from healthlint.output import OUTPUTS

WELL_FORMED = [
    "check",
    "check a.md b.md",
    "check --format json a.md",
    "check --format=json a.md",
    "check a.md --format json b.md",
    "check --format json --format full",
    "check --output-file json=out.json --output-file=concise=a=b.txt",
    "check --select a,b --select c --ignore=d",
    "check --ruleset x --ruleset y.yaml --jurisdiction US,UK",
    "check --max-warnings 0 -j 2 --jobs=3",
    "check --quiet -q --statistics --no-cache --isolated",
    "check --fail-on never --color always",
    "check -- -x.md --format",
    "check a.md -- -- b",
    "check -",
    "check --stdin-filename a.md -",
    "check --stdin-filename= -",
    "check --config --quiet",
    "check --baseline x --baseline=y",
    "check --diff=main a.md",
    "check --show-suppressed --force-exclude --config x.yaml",
    "score --format table --sections --worst 3 --all a.md",
    "score",
]

ODD = [
    "",
    "chekc a.md",
    "rules",
    "explain x",
    "check --help",
    "check -h",
    "check --version",
    "check --nonsense",
    "check --form json",
    "check --format",
    "check --format nonsense",
    "check --format=",
    "check --max-warnings many",
    "check --max-warnings=-1",
    "check --jobs 0",
    "check --jobs \u0663",
    "check --quiet=yes",
    "check -j2",
    "check -j=2",
    "check -qj 2",
    "check --sections",
    "score --statistics",
    "score --format json",
    "check --format xml",
]


def by_click(argv: list[str]) -> Call:
    calls: list[Call] = []

    def keep(call: Call) -> int:
        calls.append(call)
        return 0

    assert commands.run(argv, keep) == 0
    return calls[0]


@pytest.mark.parametrize("line", WELL_FORMED)
def test_both_ways_agree(line: str) -> None:
    call = parse(line.split(" "))
    assert call is not None
    other = by_click(line.split(" "))
    assert (call.command, call.operands, call.values()) == (other.command, other.operands, other.values())


@pytest.mark.parametrize("line", [line for line in ODD if line != "score --format json"])
def test_what_is_odd_is_left_to_click(line: str) -> None:
    assert parse(line.split(" ") if line else []) is None


WORDS = sorted(
    {flag for option in OPTIONS.values() for flag in option.flags}
    | {
        "--",
        "-",
        "a.md",
        "-x",
        "3",
        "0",
        "json",
        "US,UK",
        "a,,b",
        "json=x",
        "x=y",
        "--format=json",
        "--jobs=1",
        "-j1",
        "-qj",
        "",
    }
)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(["check", "score"]), st.lists(st.sampled_from(WORDS), max_size=5))
def test_both_ways_agree_on_anything(command: str, words: list[str]) -> None:
    argv = [command, *words]
    told: list[str] = []
    call = None
    try:
        call = parse(argv)
    except UsageError as error:
        told.append(str(error))
    if told:
        with pytest.raises(UsageError, match=f"^{re.escape(told[0])}$"):
            by_click(argv)
    elif call is not None:
        other = by_click(argv)
        assert (call.operands, call.values()) == (other.operands, other.values())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("check --select a,,b", '--select: a name is missing in "a,,b": write RULE|CATEGORY|RULESET,...'),
        ("check --ignore=", '--ignore: a name is missing in "": write RULE|CATEGORY|RULESET,...'),
        (
            "check --output-file out.json",
            f'--output-file: "out.json" is not FORMAT=PATH; formats are {", ".join(OUTPUTS)}',
        ),
        (
            "check --output-file json=",
            f'--output-file: "json=" is not FORMAT=PATH; formats are {", ".join(OUTPUTS)}',
        ),
    ],
)
def test_values_with_a_form_of_their_own(line: str, message: str) -> None:
    for read in (parse, by_click):
        with pytest.raises(UsageError) as caught:
            read(line.split(" "))
        assert str(caught.value) == message


def test_values() -> None:
    line = "check -q --select a,b --select b,c --jobs 3 --output-file json=a=b --format json --ruleset r"
    call = parse(line.split())
    assert call is not None
    assert call.flag("quiet")
    assert not call.flag("statistics")
    assert call.names("select") == ("a", "b", "c")
    assert call.names("ignore") == ()
    assert call.number("jobs") == 3
    assert call.number("max-warnings") is None
    assert call.pairs("output-file") == [("json", "a=b")]
    assert call.text("format") == "json"
    assert call.text("config") is None
    assert call.texts("ruleset") == ["r"]


def test_the_tables_hold_together() -> None:
    used = {name for command in COMMANDS.values() for name in command.options}
    assert used == set(OPTIONS)
    for command in COMMANDS.values():
        flags = list(itertools.chain.from_iterable(OPTIONS[name].flags for name in command.options))
        assert len(flags) == len(set(flags))
    for option in OPTIONS.values():
        assert option.help.endswith(".")
        assert bool(option.choices) == (option.kind in {"choice", "pair"})
