"""The hook entry in an existing file: put in where it fits, all else byte by byte as it was."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from healthlint import __version__
from healthlint.init.hook import hook_for

OURS = {
    "repo": "https://github.com/healthlint/healthlint",
    "rev": f"v{__version__}",
    "hooks": [{"id": "healthlint"}],
}
ENTRY = f"""\
  - repo: https://github.com/healthlint/healthlint
    rev: v{__version__}
    hooks:
      - id: healthlint
"""
FLAT = f"""\
- repo: https://github.com/healthlint/healthlint
  rev: v{__version__}
  hooks:
  - id: healthlint
"""

INSERTED = {
    "indented": (
        "repos:\n  - repo: local\n    hooks:\n      - id: a\n        entry: a\n        language: system\n",
        ENTRY,
        "",
    ),
    "flat": ("repos:\n- repo: local\n  hooks:\n  - id: a\n", FLAT, ""),
    "half flat": (
        "repos:\n- repo: local\n  hooks:\n    - id: a\n",
        FLAT.replace("  - id", "    - id"),
        "",
    ),
    "no line end at the end": ("repos:\n  - repo: local\n    hooks:\n      - id: a", f"\n{ENTRY}", ""),
    "keys behind": (
        "repos:\n  - repo: local\n    hooks:\n      - id: a\n",
        ENTRY,
        "\n# for CI\nci:\n  skip: [a]\n",
    ),
    "comments behind": ("repos:\n  - repo: local\n    hooks:\n      - id: a  # last\n", ENTRY, "    # tail\n\n"),
    "keys before": (
        "default_stages: [commit]\nrepos:\n  - repo: local\n    hooks:\n      - id: a\n",
        ENTRY,
        "",
    ),
    "list in brackets last": (
        "repos:\n  - repo: local\n    hooks:\n      - id: a\n        args: [--x,\n          --y]\n",
        ENTRY,
        "",
    ),
    "hooks in brackets": ("repos:\n  - repo: local\n    hooks: [{id: a}]\n", ENTRY, ""),
    "block of text last": (
        "repos:\n  - repo: local\n    hooks:\n      - id: a\n        files: |\n          x\n          y\n",
        ENTRY,
        "\nfail_fast: true\n",
    ),
    "folded text last": (
        "repos:\n  - repo: local\n    hooks:\n      - id: a\n        files: >-\n          x\n\n          y\n",
        ENTRY,
        "",
    ),
    "quoted text over lines": (
        "repos:\n  - repo: local\n    hooks:\n      - id: a\n        files: 'x\n          y'\n",
        ENTRY,
        "",
    ),
    "alias last": ("x: &x [{id: a}]\nrepos:\n  - repo: local\n    hooks: *x\n", ENTRY, ""),
    "value missing": ("repos:\n  - repo: local\n    hooks:\n      - id: a\n        args:\n", ENTRY, "exclude: x\n"),
    "byte order mark": ("\ufeffrepos:\n  - repo: local\n    hooks:\n      - id: a\n", ENTRY, ""),
    "start of a document": ("---\nrepos:\n  - repo: local\n    hooks:\n      - id: a\n", ENTRY, "...\n"),
    "astral characters": (
        "# \U0001f375\nrepos:\n  - repo: local  # \U0001f375\n    hooks:\n      - id: a\n",
        ENTRY,
        "",
    ),
    "no indent under hooks, with a name": (
        "repos:\n-   repo: local\n    hooks:\n    -   id: a\n        name: b\n",
        FLAT.replace("  - id", "    - id"),
        "",
    ),
}


@pytest.mark.parametrize("name", INSERTED)
def test_the_entry_is_put_behind_the_last_one(name: str) -> None:
    before, entry, behind = INSERTED[name]
    hook = hook_for(before + behind, "")
    assert hook.text == before + entry + behind
    assert hook.reason == ""
    assert yaml.safe_load(hook.text)["repos"][-1] == OURS


@pytest.mark.parametrize("name", INSERTED)
def test_with_the_line_ends_of_windows(name: str) -> None:
    text = "".join(INSERTED[name][::2]).replace("\n", "\r\n")
    hook = hook_for(text, "")
    assert "\n" not in hook.text.replace("\r\n", "")
    assert yaml.safe_load(hook.text)["repos"][-1] == OURS


@pytest.mark.parametrize("name", INSERTED)
def test_once_is_enough(name: str) -> None:
    text = hook_for("".join(INSERTED[name][::2]), "").text
    again = hook_for(text, "")
    assert (again.text, again.reason, again.is_there) == ("", "the hook is there already", True)


THERE = [
    "repos:\n  - repo: https://github.com/healthlint/healthlint.git\n    rev: v0.0.1\n    hooks: []\n",
    "repos: [{repo: HTTPS://github.com/healthlint/healthlint}]\n",
    "repos:\n  - repo: local\n    hooks:\n      - {id: healthlint, entry: healthlint check, language: system}\n",
    "repos:\n  - repo: ../mirror\n    hooks:\n      - id: healthlint-full\n",
]


@pytest.mark.parametrize("text", THERE)
def test_a_hook_that_is_there_is_not_added_again(text: str) -> None:
    assert hook_for(text, "").is_there


UNSAFE = {
    "": "it has no list under repos:",
    "# nothing\n": "it has no list under repos:",
    "fail_fast: true\n": "it has no list under repos:",
    "repos:\n": "it has no list under repos:",
    "- repo: local\n": "it has no list under repos:",
    "repos: []\n": "its list under repos: is not written line by line",
    "repos: [{repo: local, hooks: []}]\n": "its list under repos: is not written line by line",
    "x: &x\n  repos:\n    - repo: a\n<<: *x\n": "its list under repos: is not written line by line",
    "repos: [\n": "it is not valid YAML",
    "repos:\n\t- repo: local\n": "it is not valid YAML",
    "a: 1\n---\nrepos:\n  - repo: local\n": "it is not valid YAML",
    "day: 2024-99-99\nrepos:\n  - repo: local\n": "it is not valid YAML",
    "x: &x {repo: local}\nrepos:\n  - repo: a\n  - *x\n": "its lines don't let another one in",
    "repos:\n  - repo: local\n    name: |+\n      a\n\n": "its lines don't let another one in",
    "repos:\n  - repo: local\nrepos:\n  - repo: a\n    hooks: []\n": "its lines don't let another one in",
    "{repos: [\n {repo: local}]}\n": "its list under repos: is not written line by line",
}


@pytest.mark.parametrize("text", UNSAFE)
def test_what_cannot_be_changed_safely_is_left_alone(text: str) -> None:
    hook = hook_for(text, "")
    assert (hook.text, hook.reason) == ("", UNSAFE[text])
    assert yaml.safe_load("\n".join(hook.lines)) == [OURS]


def test_a_new_file() -> None:
    hook = hook_for(None, "")
    assert hook.text == f"repos:\n{ENTRY}"
    assert yaml.safe_load(hook.text) == {"repos": [OURS]}


def test_a_configuration_below_the_top_is_named() -> None:
    hook = hook_for(None, "docs/site 1.0")
    assert yaml.safe_load(hook.text)["repos"][0]["hooks"] == [
        {
            "id": "healthlint",
            "args": ["--config", "docs/site 1.0/.healthlint.yaml", "--"],
            "files": "^docs/site\\ 1\\.0/",
        }
    ]


@given(st.text(alphabet="repos:-id hk\n\r\t'\"|>[]{}&*#!,local1", max_size=60))
def test_any_text_is_kept_or_left_alone(text: str) -> None:
    text = "repos:\n  - repo: local\n" + text
    hook = hook_for(text, "")
    if hook.text:
        assert yaml.safe_load(hook.text)["repos"][-1] == OURS
        at = hook.text.index("healthlint")
        assert text.startswith(hook.text[: hook.text.rindex("\n", 0, at)])
