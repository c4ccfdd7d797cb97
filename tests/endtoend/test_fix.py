"""`check --fix` and `check --fix --diff` on files: what is written, what is told, and what is never touched."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from endtoend.command import Command

SHOP = "---\nhealthlint: {context: commercial}\n---\n# Valerian\n\nOur valerian capsules support restful sleep. Take one.\n"
SHOP_FIXED = (
    SHOP.replace("sleep.", "sleep.\\*")
    + "\n**\\*This statement has not been evaluated by the Food and Drug Administration. This product is not intended to"
    " diagnose, treat, cure, or prevent any disease.**\n"
)
TERM = "The singer committed suicide in 1994.\n"
TERM_FIXED = "The singer died by suicide in 1994.\n"
CLAIM = "Kratom cures anxiety.\n"
CLEAN = "The river runs past the mill.\n"


def test_files_are_mended_and_a_second_run_changes_nothing(healthlint: Command) -> None:
    shop, term = healthlint.write("shop.md", SHOP), healthlint.write("in/term.md", TERM)
    ended = healthlint("check", "--fix")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "checked 2 files: no findings\nfixed 2 findings in 2 files\n"
    assert (shop.read_text(), term.read_text()) == (SHOP_FIXED, TERM_FIXED)
    times = [path.stat().st_mtime_ns for path in (shop, term)]
    again = healthlint("check", "--fix")
    assert (again.code, again.err) == (0, "checked 2 files: no findings\n")
    assert [path.stat().st_mtime_ns for path in (shop, term)] == times


def test_a_claim_is_never_rewritten(healthlint: Command) -> None:
    page = healthlint.write("page.md", CLAIM + "\n" + TERM)
    ended = healthlint("check", "--fix", "--format", "concise")
    assert ended.code == 1
    assert page.read_text() == CLAIM + "\n" + TERM_FIXED
    assert "committed" not in ended.out
    assert "page.md:1:8: error treats-disease" in ended.out
    assert "fixed 1 finding in 1 file" in ended.err


def test_the_places_of_what_remains_are_those_of_the_new_text(healthlint: Command) -> None:
    healthlint.write("page.md", f"{TERM.strip()} {CLAIM}")
    (file,) = healthlint.json("--fix")["files"]
    (claim,) = [each for each in file["findings"] if each["category"] == "disease-treatment"]
    assert claim["column"] == len(TERM_FIXED.strip()) + len(" Kratom ") + 1


def test_json_counts_what_was_fixed(healthlint: Command) -> None:
    healthlint.write("term.md", TERM)
    assert healthlint.json()["summary"]["fixed"] == 0
    assert healthlint.json("--fix")["summary"]["fixed"] == 1


def test_a_diff_shows_what_would_be_done_and_writes_nothing(healthlint: Command) -> None:
    page = healthlint.write("term.md", TERM)
    before = page.stat()
    ended = healthlint("check", "--fix", "--diff")
    assert ended.code == 1
    assert ended.out == (
        "--- term.md\n+++ term.md\n@@ -1 +1 @@\n"
        "-The singer committed suicide in 1994.\n+The singer died by suicide in 1994.\n"
    )
    assert ended.err.splitlines() == ["checked 1 file: 0 errors, 1 warning", "would fix 1 finding in 1 file"]
    after = page.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_the_code_of_a_diff(healthlint: Command) -> None:
    healthlint.write("clean.md", CLEAN)
    healthlint.write("claim.md", CLAIM)
    nothing, claim = (
        healthlint("check", "--fix", "--diff", "clean.md"),
        healthlint("check", "--fix", "--diff", "claim.md"),
    )
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err.endswith("nothing to fix\n")
    assert (claim.code, claim.out) == (1, "")


@pytest.mark.skipif(shutil.which("git") is None, reason="git applies the diff")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False], ids=["line end", "no line end"])
def test_git_applies_the_diff(healthlint: Command, end: str, last: bool) -> None:
    texts = {"shop.md": SHOP, "term.md": f"Grüße.\n\n{TERM}\n-- a line with dashes\n"}
    for name, text in texts.items():
        healthlint.write(name, (text if last else text.rstrip("\n")).replace("\n", end))
    diff = healthlint("check", "--fix", "--diff").data
    assert diff
    subprocess.run(["git", "apply", "-p0", "-"], input=diff, cwd=healthlint.folder, check=True)
    applied = {name: (healthlint.folder / name).read_bytes() for name in texts}
    for name, text in texts.items():
        healthlint.write(name, (text if last else text.rstrip("\n")).replace("\n", end))
    healthlint("check", "--fix")
    assert {name: (healthlint.folder / name).read_bytes() for name in texts} == applied


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_encodings_marks_and_modes_stay(healthlint: Command, encoding: str) -> None:
    page = healthlint.write("term.md", TERM.replace("\n", "\r\n").encode(encoding))
    page.chmod(0o640)
    assert healthlint("check", "--fix").code == 0
    assert page.read_bytes() == TERM_FIXED.replace("\n", "\r\n").encode(encoding)
    if os.name == "posix":
        assert stat.S_IMODE(page.stat().st_mode) == 0o640


def test_files_are_written_in_the_order_of_the_run(healthlint: Command) -> None:
    pages = [healthlint.write(f"{number:02}.md", TERM) for number in range(12)]
    assert healthlint("check", "--fix", "--jobs", "2").code == 0
    times = [page.stat().st_mtime_ns for page in pages]
    assert times == sorted(times)


def test_a_link_and_its_file_are_mended_once(healthlint: Command) -> None:
    page = healthlint.write("term.md", TERM)
    link = healthlint.folder / "link.md"
    link.symlink_to("term.md")
    ended = healthlint("check", "--fix", "link.md", "term.md")
    assert ended.code == 0, ended
    assert link.is_symlink()
    assert page.read_text() == TERM_FIXED


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everything")
def test_what_can_not_be_written_is_told_and_the_others_are_mended(healthlint: Command) -> None:
    locked, other = healthlint.write("a.md", TERM), healthlint.write("b.md", TERM)
    locked.chmod(0o444)
    ended = healthlint("check", "--fix")
    assert ended.code == 3
    assert "not fixed a.md: cannot write" in ended.err
    assert (locked.read_text(), other.read_text()) == (TERM, TERM_FIXED)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--fix", "--diff=main"], "healthlint: --fix --diff shows what would be changed and compares with no commit"),
        (["--fix", "-"], "healthlint: --fix mends files, and standard input is none"),
        (["--fix", "--add-ignore", "x"], "healthlint: --fix and --add-ignore both write"),
    ],
)
def test_calls_that_make_no_sense(healthlint: Command, argv: list[str], message: str) -> None:
    ended = healthlint("check", *argv, stdin=TERM.encode())
    assert ended.code == 2
    assert ended.err.startswith(message)


def test_a_note_says_why_something_was_not_fixed(healthlint: Command) -> None:
    page = healthlint.write("shop.md", f"{SHOP}\n```\nnever closed\n")
    before = page.read_bytes()
    ended = healthlint("check", "--fix")
    assert ended.code == 1
    assert "healthlint: note: shop.md:6: dshea-disclaimer was not fixed: it would " in ended.err
    assert page.read_bytes() == before


def test_what_is_suppressed_is_not_fixed(healthlint: Command) -> None:
    waiver = '<!-- healthlint: ignore-next-line suicide-wording reason="quoted from the letter" -->\n'
    page = healthlint.write("page.md", f"{waiver}{TERM}\n{TERM}")
    ended = healthlint("check", "--fix")
    assert ended.code == 0
    assert page.read_text() == f"{waiver}{TERM}\n{TERM_FIXED}"


def test_only_selected_rules_are_fixed(healthlint: Command) -> None:
    page = healthlint.write("page.md", TERM + "\nThe syndrome causes mental retardation.\n")
    healthlint("check", "--fix", "--select", "suicide-wording")
    assert page.read_text() == TERM_FIXED + "\nThe syndrome causes mental retardation.\n"


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")
def test_a_kill_at_any_moment_leaves_each_file_old_or_new(healthlint: Command) -> None:
    names = [f"{number:03}.md" for number in range(60)]
    healthlint.write("first.md", TERM)
    healthlint("check", "--fix")  # the rulesets are compiled
    environment = {"PATH": os.environ["PATH"], "HEALTHLINT_CACHE_DIR": str(healthlint.cache)}
    seen = set()
    for turn in range(8):
        for name in names:
            healthlint.write(name, TERM)
        process = subprocess.Popen(
            [sys.executable, "-m", "healthlint", "check", "--fix"],
            cwd=healthlint.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 30
        wanted = names[min(turn * 7, len(names) - 1)]  # killed once so many files are written
        while _text(healthlint, wanted) == TERM and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.0005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        texts = [_text(healthlint, name) for name in names]
        assert set(texts) <= {TERM, TERM_FIXED}
        seen.add(texts.count(TERM_FIXED))
    assert len(seen) > 1, "each kill came at the same moment"
    report = healthlint.json("--fix")
    assert [file["path"] for file in report["files"]] == sorted([*names, "first.md"])
    assert all(_text(healthlint, name) == TERM_FIXED for name in names)


def _text(healthlint: Command, name: str) -> str:
    return Path(healthlint.folder, name).read_text(encoding="utf-8")
