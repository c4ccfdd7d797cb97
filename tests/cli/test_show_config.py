"""`check --show-config`: what holds, and where it comes from."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from hashlib import sha256

import pytest
import yaml

from cli.conftest import Run
from healthlint import __version__
from healthlint.loading import locate
from healthlint.output.settings import Setting, render, scalar

Write = Callable[..., None]

RULES = """\
ruleset: house/tea
version: "1.10"
rules:
  - {id: calm-tea, kind: claim, category: guarantee, message: m, severity: error, patterns: [promises calm]}
  - {id: mild-tea, kind: claim, category: immune, message: m, severity: error, patterns: [promises mildness]}
"""
DIGEST = sha256(RULES.encode()).hexdigest()
FOLDER = sha256(f"{DIGEST}  tea.yaml\n".encode()).hexdigest()


@pytest.fixture(autouse=True)
def few_rules(run: Run, monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    """Only the model comes with healthlint, so that the rules of the test are all that there are."""
    files = [os.path.join(locate.builtin_folder(), "model.yaml")]
    monkeypatch.setattr(locate, "builtin_files", lambda: files)
    write("house/tea.yaml", RULES)


def shown(run: Run, *argv: str, stdin: bytes = b"") -> list[str]:
    """The lines without white space that only aligns."""
    ended = run("check", "--show-config", *argv, stdin=stdin)
    assert (ended.code, ended.err) == (0, ""), ended
    return [re.sub(r"(?<=\S) +# ", "  # ", line) for line in ended.out.splitlines()]


def test_the_defaults(run: Run) -> None:
    ended = run("check", "--show-config")
    assert ended.code == 0
    head, settings, loaded = ended.out.split("\n\n")
    assert head == f"# healthlint {__version__}\n# no configuration"
    assert [line.split("  # ")[0].rstrip() for line in settings.splitlines()] == [
        "rulesets: []",
        "select: []",
        "ignore: []",
        "severity: {}",
        "fail-on: error",
        "max-warnings: null",
        "baseline: null",
        "include: []",
        "exclude: []",
        "context: null",
        "topic: []",
        "product: null",
        "audience: null",
        "jurisdictions: [US]",
        "profile: default",
        "data: {}",
        "overrides: []",
    ]
    assert all("  # default" in line for line in settings.splitlines())
    assert loaded.startswith(
        f"loaded:{' ' * 39}# 0 of 0 rules run, on pages of the places they hold in\n  - {{name: model, "
    )
    assert loaded.count("\n") == 2
    assert yaml.safe_load(ended.out)["jurisdictions"] == ["US"]


CONFIG = """\
extends: shared/base.yaml
ignore: [immune]
severity: {mild-tea: info}
data: {skip-keys: [sku, .internal]}
overrides:
  - {front-matter: {type: product, stock: [1, true]}, ignore: [calm-tea], audience: patients}
"""
BASE = """\
rulesets: [../house, {path: ../house/tea.yaml, version: "1.10"}]
severity: {mild-tea: warning, calm-tea: warning}
jurisdictions: ["UK"]
exclude: ["*.tmp.md", drafts/]
overrides:
  - paths: [shop/]
    context: commercial
    severity: {calm-tea: info}
    data: {keys: [promo]}
"""


def test_each_value_with_its_origin(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthlint.page_meta.jurisdictions_of", lambda _: frozenset(("UK", "US")))
    write(".healthlint.yaml", CONFIG, "shared/base.yaml", BASE, "pyproject.toml", "[project]\n", "healthlint.yml", "")
    write("shop/tea.md", "---\ntype: product\nstock: true\nhealthlint: {topic: tea, audience: consumer}\n---\n\nTea.\n")
    ended = run("check", "--show-config", "-q", "shop/tea.md", "--ignore", "guarantee", "--fail-on", "info")
    assert ended.code == 0
    assert (
        ended.out
        == f"""\
# healthlint {__version__}
# configuration .healthlint.yaml
# extends shared/base.yaml (at .healthlint.yaml:1)
# not read: healthlint.yml: the configuration is called .healthlint.yaml
# not read: pyproject.toml: has no table [tool.healthlint]

rulesets:                                     # shared/base.yaml:1, extended at .healthlint.yaml:1
  - path: house
    sha256: {scalar(FOLDER)}
  - path: house/tea.yaml
    sha256: {scalar(DIGEST)}
select: []                                    # default: all rules
ignore:
  - immune                                    # .healthlint.yaml:2
  - guarantee                                 # command line
severity:
  calm-tea: warning                           # shared/base.yaml:2, extended at .healthlint.yaml:1
  mild-tea: info                              # .healthlint.yaml:3
fail-on: info                                 # command line
max-warnings: null                            # default: as many as there are
baseline: null                                # default: none
include: []                                   # default: every file that can be read
exclude: ["*.tmp.md", drafts/]                # shared/base.yaml:4, extended at .healthlint.yaml:1
context: null                                 # default: what the words of a page say
topic: []                                     # default: what the words of a page say
product: null                                 # default: nothing is said
audience: null                                # default: nothing is said
jurisdictions: [UK]                           # shared/base.yaml:3, extended at .healthlint.yaml:1
profile: default                              # default
data:
  skip-keys: [sku, ".internal"]               # .healthlint.yaml:4
overrides:                                    # .healthlint.yaml:5
  - paths: [shop/]                            # shared/base.yaml:6, extended at .healthlint.yaml:1
    context: commercial
    data:
      keys: [promo]
    severity:
      calm-tea: info
  - front-matter:                             # .healthlint.yaml:6
      type: product
      stock: [1, true]
    audience: patients
    ignore: [calm-tea]

page:
  path: shop/tea.md
  overrides:
    - "shared/base.yaml:6"
    - ".healthlint.yaml:6"
  context: commercial                         # shared/base.yaml:7, extended at .healthlint.yaml:1
  topic: [tea]                                # front matter
  product: null                               # default: nothing is said
  audience: consumer                          # front matter
  jurisdictions: [UK]                         # shared/base.yaml:3, extended at .healthlint.yaml:1
  profile: default                            # default
  data:
    skip-keys: [sku, ".internal"]             # .healthlint.yaml:4
    keys: [promo]                             # shared/base.yaml:9, extended at .healthlint.yaml:1
  ignore:
    - immune                                  # .healthlint.yaml:2
    - calm-tea                                # .healthlint.yaml:6
    - guarantee                               # command line
  severity:
    calm-tea: info                            # shared/base.yaml:8, extended at .healthlint.yaml:1
    mild-tea: info                            # .healthlint.yaml:3
  rules: 0                                    # of 2: not ignored, and of its jurisdictions

loaded:                                       # 0 of 2 rules run, on pages of the places they hold in
  - {{name: model, version: "1.9.0", rules: 0, run: 0, sha256: MODEL}}  # comes with healthlint
  - {{name: house/tea, version: "1.10", rules: 2, run: 0, sha256: {scalar(DIGEST)}}}  # house/tea.yaml
""".replace("MODEL", model_stamp(ended.out)[1]).replace("1.9.0", model_stamp(ended.out)[0])
    )
    assert yaml.safe_load(ended.out)["page"]["severity"] == {"calm-tea": "info", "mild-tea": "info"}
    assert run("check", "--show-config", "-q", "shop", "--ignore", "guarantee", "--fail-on", "info").out == ended.out


def model_stamp(out: str) -> tuple[str, str]:
    """The version and checksum that stand there: they change with every change of the model."""
    model = yaml.safe_load(out)["loaded"][0]
    return model["version"], scalar(model["sha256"])


def test_only_rules_of_the_jurisdictions_of_a_page_count(run: Run, write: Write) -> None:
    write("law.yaml", RULES.replace("house/tea", "law").replace("-tea,", "-law, jurisdictions: [UK],"))
    write(".healthlint.yaml", "rulesets: [house, law.yaml]\n", "us.md", "Tea.\n")
    write("uk.md", "---\nhealthlint: {jurisdictions: [UK-SCT]}\n---\n")
    counted = "  # of 4: not ignored, and of its jurisdictions"
    assert f"  rules: 2{counted}" in shown(run, "us.md")
    assert f"  rules: 4{counted}" in shown(run, "uk.md")
    assert f"  rules: 4{counted}" in shown(run, "us.md", "--jurisdiction", "US,UK")


@pytest.mark.parametrize(
    ("said", "argv", "line"),
    [
        ("", [], 'baseline: ".healthlint-baseline.jsonl"  # found there: no key names it'),
        ("baseline: ok.jsonl\n", [], "baseline: ok.jsonl  # .healthlint.yaml:2"),
        ("baseline: ok.jsonl\n", ["--baseline", "in/b.jsonl"], "baseline: in/b.jsonl  # command line"),
        ("", ["--isolated"], "baseline: null  # default: none"),
    ],
)
def test_the_baseline_that_a_run_would_use(run: Run, write: Write, said: str, argv: list[str], line: str) -> None:
    write(".healthlint.yaml", f"fail-on: error\n{said}", ".healthlint-baseline.jsonl", "")
    assert line in shown(run, *argv)


def test_what_is_not_read(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write(".healthlint.yaml", "context: editorial\n", "in/.healthlint.yaml", "context: commercial\n")
    monkeypatch.chdir("in")
    assert shown(run)[:4] == [
        f"# healthlint {__version__}",
        "# configuration .healthlint.yaml",
        "# not read: ../.healthlint.yaml: .healthlint.yaml is used",
        "",
    ]
    assert shown(run, "--config", "../.healthlint.yaml")[1:3] == [
        "# configuration ../.healthlint.yaml",
        "# not read: .healthlint.yaml: ../.healthlint.yaml is used",
    ]
    assert shown(run, "--isolated")[1:3] == [
        "# no configuration",
        "# not read: all files: --isolated reads none",
    ]


def test_standard_input_is_a_page_too(run: Run, write: Write) -> None:
    write(".healthlint.yaml", "overrides: [{paths: [shop/], context: commercial}]\n")
    lines = shown(run, "-", "--stdin-filename", "shop/a.md", stdin=b"---\nhealthlint: {context: editorial}\n---\n")
    assert lines[lines.index("page:") + 1 :][:4] == [
        "  path: shop/a.md",
        "  overrides:",
        '    - ".healthlint.yaml:1"',
        "  context: editorial  # front matter",
    ]


def test_what_cannot_be_shown(run: Run, write: Write) -> None:
    assert run("check", "--show-config", "nowhere.md").code == 3
    ended = run("check", "--show-config", "house")
    assert ended.code == 3
    assert "house: holds no file to check: name one to see its settings" in ended.err
    write(".healthlint.yaml", "ignore: [claime]\n")
    ended = run("check", "--show-config")
    assert (ended.code, ended.out) == (2, "")
    assert ".healthlint.yaml:1:10: ignore[0]: no rule, category or ruleset is named `claime`" in ended.err


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain-word", "plain-word"),
        ("claims/a b", "claims/a b"),
        ("./a", "./a"),
        ("*.md", '"*.md"'),
        ("!a", '"!a"'),
        ("NO", '"NO"'),
        ("null", '"null"'),
        ("1.0", '"1.0"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a ", '"a "'),
        ("", '""'),
        ("tea \U0001f375", '"tea \U0001f375"'),
        ('a"\\\n', '"a\\"\\\\\\n"'),
        (".5", '".5"'),
        ("-", '"-"'),
        ("é", '"é"'),
    ],
)
def test_texts_are_quoted_where_they_must_be(value: str, text: str) -> None:
    assert scalar(value) == text
    assert yaml.safe_load(text) == value


def test_a_long_list_takes_lines() -> None:
    names = [f"rule-of-some-length-{number}" for number in range(9)]
    lines = list(render([Setting("ignore", names, "here"), Setting("b", 0.5), Setting("c", [None, True])]))
    assert lines[:2] == ["ignore:                                       # here", "  - rule-of-some-length-0"]
    assert lines[-2:] == ["b: 0.5", "c: [null, true]"]
    assert yaml.safe_load("\n".join(lines)) == {"ignore": names, "b": 0.5, "c": [None, True]}
