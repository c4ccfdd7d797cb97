"""`check --diff` in real repositories, with the real engine and small rulesets."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Ended, Run, Write

pytestmark = pytest.mark.usefixtures("rulesets")

NOTICE = """\
ruleset: notices/plain
version: "1.0.0"
title: Notices
rules:
  - id: nobody-checked
    kind: disclaimer
    title: The notice
    message: the notice is {state}
    severity: {absent: error}
    wordings: [{id: w, text: Nobody has checked this sentence so far.}]
    needed: {categories: [guarantee]}
    rationale: Readers should know.
    suggestion: Add the notice.
"""
PAGE = """\
# Tea

Our tea calms everyone.

Words in between.

Nobody has checked this sentence so far.

We utilise leaves.
"""

Git = Callable[..., str]


@pytest.fixture
def git(run: Run, rulesets: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git in the current folder, which is a repository without a commit."""
    (rulesets / "notices").mkdir()
    (rulesets / "notices/plain.yaml").write_text(NOTICE)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@b.example",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@b.example",
    }.items():
        monkeypatch.setenv(name, value)

    def run_git(*arguments: str) -> str:
        done = subprocess.run(["git", "-c", "protocol.file.allow=always", *arguments], check=True, capture_output=True)
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    Path(".git").rmdir()
    run_git("init", "-q", "-b", "main")
    return run_git


@pytest.fixture
def commit(git: Git, write: Write) -> Callable[..., str]:
    """Writes files and commits everything: commit("a.md", "text"); the short name of the commit."""

    def write_and_commit(*names_and_texts: str) -> str:
        write(*names_and_texts)
        git("add", "-A")
        git("commit", "-q", "--allow-empty", "-m", "x")
        return git("rev-parse", "--short=7", "HEAD")

    return write_and_commit


Commit = Callable[..., str]


def places(ended: Ended) -> list[str]:
    return [" ".join(line.split(" ")[0:3:2]) for line in ended.out.splitlines()]


def edit(name: str, old: str, new: str) -> None:
    data = Path(name).read_bytes()
    assert old.encode() in data
    Path(name).write_bytes(data.replace(old.encode(), new.encode()))


def test_only_what_is_new_is_shown(run: Run, commit: Commit) -> None:
    base = commit("a.md", PAGE, "b.md", PAGE)
    edit("a.md", "Words in between.", "It soothes all of us.")
    ended = run("check", "--diff")
    assert (ended.code, places(ended)) == (1, ["a.md:5:4: calm-promise"])
    assert ended.err == f"checked 1 changed file of 2 since HEAD ({base}): 1 error, 2 unchanged\n"
    report = json.loads(run("check", "--diff", "--format", "json").out)
    assert report["changes"] == {"since": f"HEAD ({base})", "files": 1, "total": 2}
    assert (report["summary"]["files"], report["summary"]["errors"], report["summary"]["unchanged"]) == (1, 1, 2)
    assert [finding["line"] for finding in report["files"][0]["findings"]] == [5]
    ended = run("check", "--diff", "--show-suppressed")
    assert f"[unchanged: was there before the change, in HEAD ({base})]" in ended.out


def test_nothing_changed(run: Run, commit: Commit) -> None:
    base = commit("a.md", PAGE, "code.py", "x = 1\n")
    edit("code.py", "1", "2")
    ended = run("check", "--diff")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == f"no content file changed since HEAD ({base}), of 1 file\n"
    assert run("check", "--diff", "--format", "json").code == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("calms", "soothes", ["a.md:3:9: calm-promise"], id="a claim rewritten"),
        pytest.param("tea calms", "new tea calms", ["a.md:3:13: calm-promise"], id="its line changed"),
        pytest.param("# Tea\n", "# Tea\n\nMore.\n", [], id="moved down"),
        pytest.param("# Tea\n\n", "", [], id="moved up"),
        pytest.param(
            "Nobody has checked this sentence so far.\n", "", ["a.md:3:9: nobody-checked"], id="notice removed"
        ),
        pytest.param(
            "We utilise leaves.\n",
            "We utilise leaves.\n\nWe utilise leaves.\n",
            ["a.md:11:4: plain-words"],
            id="copied",
        ),
        pytest.param("leaves.\n", "leaves.", ["a.md:9:4: plain-words"], id="line end removed"),
        pytest.param("Our tea calms everyone.\n\n", "", [], id="a claim deleted"),
    ],
)
def test_edits(run: Run, commit: Commit, old: str, new: str, expected: list[str]) -> None:
    commit("a.md", PAGE)
    edit("a.md", old, new)
    ended = run("check", "--diff", "--fail-on", "warning")
    assert places(ended) == expected
    assert ended.code == bool(expected)


def test_a_denial_taken_away_on_another_line(run: Run, commit: Commit) -> None:
    commit("a.md", "It soothes all of us. Our tea never\ncalms everyone in the world.\n\nIt calms everyone.\n")
    edit("a.md", " never\n", " always\n")
    ended = run("check", "--diff")
    assert places(ended) == ["a.md:1:4: calm-promise", "a.md:1:4: nobody-checked", "a.md:2:1: calm-promise"]


def test_a_line_taken_out_of_a_claim(run: Run, commit: Commit) -> None:
    commit("a.md", "Our tea calms\n\nNot really:\n\neveryone. Nobody has checked this sentence so far.\n")
    Path("a.md").write_text("Our tea calms\neveryone. Nobody has checked this sentence so far.\n")
    assert places(run("check", "--diff")) == ["a.md:1:9: calm-promise"]


def test_a_claim_deleted_and_its_words_found_elsewhere(run: Run, commit: Commit) -> None:
    notice = "\n\nNobody has checked this sentence so far.\n"
    commit("a.md", f"It calms everyone.\n\nTea never\ncalms everyone in time.{notice}")
    Path("a.md").write_text(f"Gone.\n\nTea always\ncalms everyone in time.{notice}")
    assert places(run("check", "--diff")) == ["a.md:4:1: calm-promise"]


def test_front_matter_that_makes_findings_graver(run: Run, commit: Commit, rulesets: Path) -> None:
    file = rulesets / "words/plain.yaml"
    text = file.read_text().replace("severity: warning", "severity: warning\n    contexts: [commercial]")
    file.write_text(text)
    commit("a.md", "---\nhealthlint:\n  context: editorial\n---\n\nWe utilise leaves.\n")
    edit("a.md", "editorial", "commercial")
    assert places(run("check", "--diff")) == ["a.md:6:4: plain-words"]


def test_staged_unstaged_untracked_and_ignored(run: Run, commit: Commit, git: Git, write: Write) -> None:
    commit("staged.md", PAGE, "unstaged.md", PAGE, "same.md", PAGE, ".gitignore", "ignored.md\n")
    edit("staged.md", "in between", "we utilise")
    git("add", "staged.md")
    edit("unstaged.md", "in between", "we utilise")
    write("untracked.md", "We utilise it.\n", "ignored.md", "We utilise it.\n", "added.md", "We utilise it.\n")
    git("add", "-N", "added.md")
    ended = run("check", "--diff", "--fail-on", "never", ".", "ignored.md")
    assert places(ended) == [
        "added.md:1:4: plain-words",
        "staged.md:5:10: plain-words",
        "unstaged.md:5:10: plain-words",
        "untracked.md:1:4: plain-words",
        "ignored.md:1:4: plain-words",
    ]
    assert ended.err.startswith("checked 5 changed files of 6 since HEAD ")


def test_against_a_branch_what_that_branch_did_is_no_matter(run: Run, commit: Commit, git: Git) -> None:
    base = commit("a.md", PAGE, "b.md", PAGE)
    git("checkout", "-q", "-b", "work")
    commit("a.md", PAGE.replace("in between", "we utilise"))
    git("checkout", "-q", "main")
    commit("b.md", "Rewritten: we utilise it.\n")
    git("checkout", "-q", "work")
    for argv in (["--diff", "main"], ["--diff=main"], ["--diff", "main", "a.md", "b.md"]):
        ended = run("check", *argv, "--fail-on", "never")
        assert places(ended) == ["a.md:5:10: plain-words"]
        assert ended.err.startswith(f"checked 1 changed file of 2 since main ({base}): ")
    git("checkout", "-q", "--detach")
    assert places(run("check", "--diff", "main")) == ["a.md:5:10: plain-words"]
    edit("b.md", "in between", "we utilise")
    assert places(run("check", "--diff", "main")) == ["a.md:5:10: plain-words", "b.md:5:10: plain-words"]


def test_without_a_commit_everything_is_new(run: Run, git: Git, write: Write) -> None:
    write("a.md", PAGE)
    git("add", "-A")
    ended = run("check", "--diff")
    assert len(places(ended)) == 2
    assert "since the start, for nothing was committed yet" in ended.err
    ended = run("check", "--diff", "main")
    assert ended.code == 2
    assert "main is no commit or branch that git knows here" in ended.err


def test_renamed_with_and_without_changes(run: Run, commit: Commit, git: Git) -> None:
    commit("old.txt", PAGE, "kept.md", PAGE + "\nkept\n")
    git("mv", "old.txt", "new.md")
    ended = run("check", "--diff", "--fail-on", "warning")
    assert (ended.code, ended.out) == (0, "")
    assert "1 changed file of 2" in ended.err
    edit("new.md", "in between", "we utilise")
    assert places(run("check", "--diff")) == ["new.md:5:10: plain-words"]


def test_a_rename_into_a_stricter_folder(run: Run, commit: Commit, git: Git, rulesets: Path) -> None:
    file = rulesets / "words/plain.yaml"
    file.write_text(file.read_text().replace("severity: warning", "severity: warning\n    contexts: [commercial]"))
    config = "context: editorial\noverrides:\n  - {paths: [shop/], context: commercial}\n"
    commit("blog/a.md", "We utilise leaves.\n", ".healthlint.yaml", config)
    Path("shop").mkdir()
    git("mv", "blog/a.md", "shop/a.md")
    assert places(run("check", "--diff")) == ["shop/a.md:1:4: plain-words"]


def test_from_a_subfolder(run: Run, commit: Commit, monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    commit("content/a.md", PAGE, "b.md", PAGE)
    edit("content/a.md", "in between", "we utilise")
    edit("b.md", "in between", "we utilise")
    write("content/new.md", "We utilise it.\n")
    top = os.getcwd()
    monkeypatch.chdir("content")
    assert places(run("check", "--diff")) == ["a.md:5:10: plain-words", "new.md:1:4: plain-words"]
    assert places(run("check", "--diff", "../b.md")) == ["../b.md:5:10: plain-words"]
    assert places(run("check", "--diff", f"{top}/b.md")) == [f"{top}/b.md:5:10: plain-words"]


@pytest.mark.parametrize("name", ['a "b".md', "new\nline.md", "ümlaut 🍵.md", "\udcff.md", "-x.md", "tab\t.md"])
def test_odd_names(run: Run, commit: Commit, git: Git, name: str) -> None:
    commit(name, PAGE, "z.md", PAGE)
    edit(name, "in between", "we utilise")
    ended = run("check", "--diff", "--format", "json")
    report = json.loads(ended.out)
    assert [file["path"] for file in report["files"]] == [name]
    assert [finding["line"] for finding in report["files"][0]["findings"]] == [5]
    git("mv", "--", name, f"moved {name}")
    report = json.loads(run("check", "--diff", "--format", "json").out)
    assert [finding["line"] for finding in report["files"][0]["findings"]] == [5]


@pytest.mark.parametrize(
    "settings",
    [
        {"diff.external": "false"},
        {"diff.noprefix": "true"},
        {"diff.mnemonicPrefix": "true"},
        {"diff.renames": "false"},
        {"diff.renames": "copies"},
        {"diff.context": "20"},
        {"diff.interHunkContext": "50"},
        {"diff.relative": "true"},
        {"diff.submodule": "log"},
        {"diff.wordRegex": "."},
        {"diff.algorithm": "histogram"},
        {"color.ui": "always", "color.diff": "always"},
        {"core.quotePath": "true"},
        {"core.pager": "false"},
        {"diff.page.textconv": "false"},
        {"diff.page.command": "false"},
        {"diff.page.binary": "true"},
        {"core.autocrlf": "true"},
        {"core.autocrlf": "input"},
        {"core.fsmonitor": "false-hook"},
        {"status.showUntrackedFiles": "no"},
    ],
    ids=str,
)
@pytest.mark.parametrize("attribute", ["diff=page", "-diff", "binary", "-text", "eol=crlf"])
def test_settings_of_the_user_change_nothing(
    run: Run, commit: Commit, git: Git, settings: dict[str, str], attribute: str
) -> None:
    commit("in/a.md", PAGE, "in/old.md", f"{PAGE}\nother\n", ".gitattributes", f"*.md {attribute}\n")
    for name, value in settings.items():
        git("config", name, value)
    edit("in/a.md", "in between", "we utilise")
    git("mv", "in/old.md", "in/renamed.md")
    edit("in/renamed.md", "in between", "we utilise")
    ended = run("check", "--diff")
    assert places(ended) == ["in/a.md:5:10: plain-words", "in/renamed.md:5:10: plain-words"]


def test_variables_of_git_change_nothing(run: Run, commit: Commit, monkeypatch: pytest.MonkeyPatch) -> None:
    commit("a.md", PAGE)
    edit("a.md", "in between", "we utilise")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_DIFF_OPTS", "--unified=50")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    assert places(run("check", "--diff")) == ["a.md:5:10: plain-words"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends(run: Run, commit: Commit, end: str) -> None:
    commit(".gitattributes", "* -text\n")
    Path("a.md").write_bytes(PAGE.replace("\n", end).encode())
    commit()
    edit("a.md", "in between", "we utilise")
    ended = run("check", "--diff")
    # To git a file with bare carriage returns is one line: all of it changed.
    expected = ["a.md:5:10: plain-words"] if end == "\r\n" else ["a.md:3:9:", "a.md:5:10:", "a.md:9:4:"]
    assert [place[: len(wanted)] for place, wanted in zip(places(ended), expected, strict=True)] == expected


def test_other_encodings(run: Run, commit: Commit) -> None:
    commit(".gitattributes", "* -text\n")
    Path("a.md").write_bytes(("\ufeff" + PAGE).encode("utf-16-le"))
    commit()
    Path("a.md").write_bytes(("\ufeff" + PAGE.replace("in between", "we utilise")).encode("utf-16-le"))
    assert places(run("check", "--diff")) == ["a.md:5:10: plain-words"]


def test_links(run: Run, commit: Commit, git: Git, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(PAGE)
    commit("a.md", PAGE, "b.md", PAGE)
    Path("to-a.md").symlink_to("a.md")
    Path("to-b.md").symlink_to("b.md")
    Path("out.md").symlink_to(outside)
    commit()
    edit("a.md", "in between", "we utilise")
    assert places(run("check", "--diff", "to-a.md")) == ["to-a.md:5:10: plain-words"]
    assert "no content file changed" in run("check", "--diff", "to-b.md").err
    assert len(places(run("check", "--diff", "out.md"))) == 2
    Path("to-b.md").unlink()
    Path("to-b.md").symlink_to("a.md")
    assert len(places(run("check", "--diff", "to-b.md"))) == 3
    Path("to-b.md").unlink()
    Path("to-b.md").write_text(PAGE)
    assert len(places(run("check", "--diff", "to-b.md"))) == 2


def test_the_mode_of_a_file_is_no_matter(run: Run, commit: Commit) -> None:
    commit("a.md", PAGE)
    Path("a.md").chmod(0o755)
    ended = run("check", "--diff", "--fail-on", "warning")
    assert (ended.code, ended.out) == (0, "")


def test_an_old_version_that_cannot_be_read_excuses_nothing(run: Run, commit: Commit) -> None:
    Path("a.md").write_bytes(b"\xff\x00\xfe\x81")
    commit()
    Path("a.md").write_text(PAGE)
    assert len(places(run("check", "--diff"))) == 2


def test_problems_are_told_of_changed_files(run: Run, commit: Commit) -> None:
    commit("a.md", PAGE, "b.md", PAGE)
    Path("a.md").write_bytes(b"\xff\x00\xfe\x81")
    ended = run("check", "--diff")
    assert ended.code == 3
    assert "not checked a.md" in ended.err
    assert "checked no file" in ended.err
    assert run("check", "--diff", "none.md", "b.md").code == 2
    ended = run("check", "--diff", "--", "none.md", "b.md")
    assert (ended.code, "not checked none.md: no such file or folder" in ended.err) == (3, True)


def test_the_baseline_and_the_changes_both_hold(run: Run, commit: Commit, write: Write) -> None:
    commit("a.md", PAGE, "b.md", PAGE)
    run("baseline", "create", "a.md")
    commit()
    write("a.md", "We utilise leaves.\n\n" + PAGE)
    write("b.md", "We utilise leaves.\n\n" + PAGE)
    ended = run("check", "--diff")
    assert places(ended) == ["a.md:1:4: plain-words", "b.md:1:4: plain-words"]
    assert ": 0 errors, 2 warnings, 2 baselined, 2 unchanged\nbaseline .healthlint-baseline.jsonl\n" in ended.err
    commit()
    write("a.md", "Gone.\n")
    assert "2 of its entries are gone" in run("check", "--diff").err


def test_the_baseline_holds_back_the_old_one_of_equal_sentences(run: Run, commit: Commit) -> None:
    commit("a.md", "The tea never\ncalms everyone today.\n\ncalms everyone today.\n")
    assert places(run("check", "--select", "calm-promise")) == ["a.md:4:1: calm-promise"]
    run("baseline", "create")
    edit("a.md", "never", "never sleeps.")
    assert places(run("check", "--select", "calm-promise")) == ["a.md:4:1: calm-promise"]
    assert places(run("check", "--diff", "--select", "calm-promise")) == ["a.md:2:1: calm-promise"]


def test_rules_that_changed_are_told(run: Run, commit: Commit, write: Write) -> None:
    commit(
        "a.md",
        PAGE,
        ".healthlint.yaml",
        "fail-on: never\nrulesets: [own.yaml]\n",
        "own.yaml",
        NOTICE.replace("notices/plain", "own/x").replace("nobody-checked", "x"),
    )
    assert "note" not in run("check", "--diff").err
    edit(".healthlint.yaml", "never", "error")
    edit("own.yaml", "Readers should", "All should")
    ended = run("check", "--diff")
    tail = "changed as well: what that means for other pages, only a run without --diff shows"
    assert f"healthlint: note: .healthlint.yaml {tail}\nhealthlint: note: own.yaml {tail}\n" in ended.err


def test_in_a_hook_with_an_index_of_its_own(
    run: Run, commit: Commit, git: Git, monkeypatch: pytest.MonkeyPatch, write: Write
) -> None:
    commit("a.md", PAGE)
    edit("a.md", "in between", "we utilise")
    write("new.md", "We utilise it.\n")
    git("add", "-A")
    Path(".git/index").rename(".git/next-index")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    assert places(run("check", "--diff", "a.md", "new.md")) == ["a.md:5:10: plain-words", "new.md:1:4: plain-words"]


def shallow(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{os.getcwd()}", "../clone")
    monkeypatch.chdir("../clone")


def test_a_shallow_clone(run: Run, commit: Commit, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    commit("a.md", PAGE)
    git("checkout", "-q", "-b", "work")
    commit("a.md", "We utilise it.\n")
    git("checkout", "-q", "main")
    commit("b.md", PAGE)
    git("checkout", "-q", "work")
    shallow(git, monkeypatch)
    ended = run("check", "--diff", "origin/main")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "healthlint: --diff: this clone ends before the commit where origin/main and HEAD parted\n"
        "  fetch the rest: git fetch --unshallow, or fetch-depth: 0 where a CI job checks out\n"
    )
    git("fetch", "-q", "--unshallow")
    assert places(run("check", "--diff", "origin/main")) == ["a.md:1:4: plain-words"]


UNKNOWN = "a branch of the server may have to be fetched first: git fetch origin BRANCH, then --diff=origin/BRANCH"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (
            ["--diff", "mian"],
            f"mian is no commit or branch that git knows here, and no file or folder either\n  {UNKNOWN}",
        ),
        (["--diff=a.md"], f"a.md is no commit or branch that git knows here\n  {UNKNOWN}"),
        (["--diff=main..HEAD"], "main..HEAD is a range: name the one commit or branch to compare with"),
        (
            ["--diff=--output=x"],
            f"--output=x is no commit or branch that git knows here, and no file or folder either\n  {UNKNOWN}",
        ),
        (
            ["--diff=main:a.md"],
            f"main:a.md is no commit or branch that git knows here, and no file or folder either\n  {UNKNOWN}",
        ),
        (["--diff=other"], "other and HEAD have no commit in common: name a branch that this one comes from"),
        (["--diff="], "the name of the commit to compare with is missing"),
        (["--diff", ""], "the name of the commit to compare with is missing"),
    ],
)
def test_wrong_names(run: Run, commit: Commit, git: Git, argv: list[str], message: str) -> None:
    commit("a.md", PAGE)
    git("checkout", "-q", "--orphan", "other")
    commit("b.md", "Another start.\n")
    git("checkout", "-q", "main")
    ended = run("check", *argv)
    assert (ended.code, ended.out, ended.err) == (2, "", f"healthlint: --diff: {message}\n")
    assert not Path("x").exists()


def test_standard_input_has_no_old_version(run: Run, commit: Commit) -> None:
    commit("a.md", PAGE)
    ended = run("check", "--diff", "--stdin-filename", "a.md", "-", stdin=b"text")
    assert (ended.code, ended.err) == (
        2,
        "healthlint: --diff compares files with their old versions: standard input has none\n",
    )


def test_outside_of_a_repository(run: Run, commit: Commit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit("a.md", PAGE)
    (tmp_path / "out.md").write_text(PAGE)
    top = os.getcwd()
    ended = run("check", "--diff", "../out.md")
    assert (ended.code, ended.err) == (
        2,
        f"healthlint: --diff: ../out.md is outside of the repository {top}: check it separately\n",
    )
    monkeypatch.chdir("..")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ended = run("check", "--diff", "out.md")
    assert ended.code == 2
    assert "--diff needs a git repository, and the current folder is in none" in ended.err


def test_without_git(run: Run, commit: Commit, monkeypatch: pytest.MonkeyPatch) -> None:
    commit("a.md", PAGE)
    monkeypatch.setenv("PATH", "/nowhere")
    ended = run("check", "--diff", "a.md")
    assert ended.code == 2
    assert "--diff needs git, and there is no program of that name" in ended.err


def test_a_merge_with_conflicts(run: Run, commit: Commit, git: Git) -> None:
    commit("a.md", PAGE)
    git("checkout", "-q", "-b", "work")
    commit("a.md", "We utilise ours.\n")
    git("checkout", "-q", "main")
    commit("a.md", "We utilise theirs.\n")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "-q", "work")
    assert places(run("check", "--diff", "--fail-on", "never")) == ["a.md:4:4: plain-words"]


def test_submodules(run: Run, commit: Commit, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    commit("a.md", PAGE)
    git("clone", "-q", ".", "../part")
    git("submodule", "--quiet", "add", f"{os.getcwd()}/../part", "part")
    commit()
    edit("a.md", "in between", "we utilise")
    ended = run("check", "--diff", "--force-exclude")
    assert places(ended) == ["a.md:5:10: plain-words"]
    assert "1 changed file of 2" in ended.err
    edit("part/a.md", "in between", "we utilise")
    ended = run("check", "--diff")
    assert ended.code == 2
    assert "--diff: part/a.md is in the submodule part, which changed\n" in ended.err
    monkeypatch.chdir("part")
    assert places(run("check", "--diff")) == ["a.md:5:10: plain-words"]


def test_files_are_compared_by_what_the_index_knows_not_by_their_times(run: Run, commit: Commit) -> None:
    commit("a.md", PAGE)
    os.utime("a.md", (1, 1))
    assert "no content file changed" in run("check", "--diff").err


def test_only_what_is_new_is_suppressed(run: Run, commit: Commit) -> None:
    commit("a.md", PAGE)
    edit("a.md", "Words in between.", "You utilise water.")
    ended = run("check", "--diff", "--add-ignore", "said so before")
    text = Path("a.md").read_text()
    assert text.count("healthlint: ignore") == 1
    assert text.index("healthlint: ignore") < text.index("You utilise water.")
    assert (ended.code, ended.out) == (0, "")
    assert "no findings, 1 suppressed, 2 unchanged" in ended.err


def test_what_is_suppressed_as_it_was_before_is_no_change(run: Run, commit: Commit, git: Git) -> None:
    commit("a.md", PAGE)
    edit("a.md", "Words in between.", "You utilise water.")
    run("check", "--diff", "--add-ignore", "said so before")
    base = commit()
    suppression = next(line for line in Path("a.md").read_text().splitlines() if "healthlint: ignore" in line)
    edit("a.md", f"{suppression}\n", "")
    assert places(run("check", "--diff", "--fail-on", "info")) == ["a.md:5:5: plain-words"]
    ended = run("check", "--diff", "--add-ignore", "said so before")
    assert git("status", "--short") == ""
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == (
        f"healthlint: a.md: 1 suppression added\nno content file changed since HEAD ({base}), of 1 file\n"
    )


def test_suppressions_beside_a_baseline_and_changes(run: Run, commit: Commit) -> None:
    commit("a.md", PAGE, "b.md", PAGE)
    run("baseline", "create")
    base = commit("c.md", "You utilise water.\n")
    edit("a.md", "Words in between.", "Our tea calms everyone. You utilise water.")
    edit("c.md", "You utilise", "Tea. You utilise")
    ended = run("check", "--diff", "--add-ignore", "said so before", "a.md", "c.md", "b.md")
    assert ended.err == (
        "healthlint: a.md: 2 suppressions added\nhealthlint: c.md: 1 suppression added\n"
        f"checked 2 changed files of 3 since HEAD ({base}): no findings, 3 suppressed, 2 baselined\n"
        "baseline .healthlint-baseline.jsonl\n"
    )
    assert (ended.code, ended.out) == (0, "")
    pages = [Path(name).read_text() for name in ("a.md", "b.md", "c.md")]
    assert [page.count("healthlint: ignore") for page in pages] == [2, 0, 1]
    ended = run("check", "--diff", "--add-ignore", "said so before", "--quiet")
    assert [Path(name).read_text() for name in ("a.md", "b.md", "c.md")] == pages
    assert run("check", "--fail-on", "info").err == (
        "checked 3 files: no findings, 3 suppressed, 4 baselined\nbaseline .healthlint-baseline.jsonl\n"
    )


def test_fixes_beside_a_baseline(run: Run, commit: Commit) -> None:
    commit("a.md", PAGE)
    run("baseline", "create")
    edit("a.md", "Words in between.", "You utilise water.\n\nOur tea soothes everyone.")
    shown = run("check", "--fix", "--diff")
    assert [line for line in shown.out.splitlines() if line[:1] in "-+"][2:] == [
        "-You utilise water.",
        "+You use water.",
    ]
    assert "2 baselined" in shown.err
    ended = run("check", "--fix")
    assert "We utilise leaves." in Path("a.md").read_text()
    assert (ended.code, places(ended)) == (1, ["a.md:7:9: calm-promise"])
    assert ended.err.startswith("checked 1 file: 1 error, 2 baselined\nfixed 1 finding in 1 file\n")
    assert run("check", "--diff", "--show-suppressed").out.count("[baselined: ") == 2


def test_git_applies_the_diff_of_fixes(run: Run, commit: Commit, git: Git, tmp_path: Path) -> None:
    names = ["a b.md", 'say "tea"\\.md', "new\nline.md", "\udcff.md", "\u00fc.md"]
    for name in names:
        Path(name).write_bytes(b"\xef\xbb\xbfTea.\r\n\r\nYou utilise water.\rMore.\r\nEnd.")
    commit()
    diff = run("check", "--fix", "--diff", encoding="utf-8").out
    Path("../fixes.diff").write_bytes(diff.encode("utf-8", "surrogateescape"))
    git("apply", "-p0", "../fixes.diff")
    wanted = b"\xef\xbb\xbfTea.\r\n\r\nYou use water.\rMore.\r\nEnd."
    assert [Path(name).read_bytes() for name in names] == [wanted] * len(names)


def test_branches_that_accept_different_findings_merge(run: Run, commit: Commit, git: Git) -> None:
    commit(".gitattributes", "*.jsonl merge=union text eol=lf\n", "a.md", PAGE)
    run("baseline", "create")
    commit()
    for branch, page in (("one", "b.md"), ("two", "c.md")):
        git("checkout", "-q", "-b", branch, "main")
        Path(page).write_text(PAGE)
        assert run("baseline", "update", "--add").code == 0
        commit()
    git("merge", "-q", "-m", "x", "one")
    ended = run("check", "--fail-on", "warning")
    assert (ended.code, ended.out) == (0, "")
    assert run("baseline", "audit").code == 0
