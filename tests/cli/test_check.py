from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint import __version__
from healthlint.output import OUTPUTS

from .conftest import Fake, Run

Write = Callable[..., None]


@pytest.fixture(autouse=True)
def content(run: Run, fake: Fake, write: Write) -> None:
    """A page a severity, a clean one, and one in which a match is let go."""
    write("error.md", "So calm.\n", "warning.md", "A soothing tea.\n", "info.md", "It is mild.\n")
    write("clean.md", "Leaves.\n", "denied.md", "It never makes calm.\n")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("check clean.md", 0),
        ("check denied.md", 0),
        ("check warning.md info.md", 0),
        ("check error.md", 1),
        ("check warning.md --fail-on warning", 1),
        ("check error.md --fail-on warning", 1),
        ("check info.md --fail-on warning", 0),
        ("check info.md --fail-on info", 1),
        ("check error.md --fail-on never", 0),
        ("check warning.md --max-warnings 1", 0),
        ("check warning.md --max-warnings 0", 1),
        ("check warning.md --max-warnings 0 --fail-on never", 1),
        ("check missing.md", 3),
        ("check error.md missing.md", 3),
        ("check missing.md --fail-on never", 3),
        ("check --select nonsense missing.md", 2),
        ("check --fail-on nonsense error.md", 2),
    ],
)
def test_exit_codes(run: Run, line: str, code: int) -> None:
    assert run(*line.split()).code == code


def test_piped_output_is_concise_and_the_summary_goes_to_standard_error(run: Run) -> None:
    ended = run("check", "error.md", "warning.md", "missing.md")
    assert (
        ended.out
        == "error.md:1:4: error calm-promise promises calm\nwarning.md:1:3: warning calm-promise promises soothing\n"
    )
    assert ended.err == (
        "not checked missing.md: no such file or folder\n"
        "checked 2 files: 1 error, 1 warning\n"
        "1 problem: not everything was checked\n"
    )


def test_full_holds_everything(run: Run) -> None:
    ended = run("check", "error.md", "missing.md", "--format", "full")
    assert ended.err == ""
    assert "error[calm-promise] promises calm (guarantee)\n" in ended.out
    assert ended.out.endswith("checked 1 file: 1 error\n1 problem: not everything was checked\n")


def test_json_is_alone_on_standard_output(run: Run) -> None:
    ended = run("check", "--format", "json", "error.md", "missing.md", "in")
    value = json.loads(ended.out)
    assert [file["path"] for file in value["files"]] == ["error.md", "missing.md", "in"]
    assert value["summary"]["problems"] == 2
    assert ended.err == ("not checked missing.md: no such file or folder\nnot checked in: no such file or folder\n")


def test_quiet_shows_findings_and_problems_only(run: Run, write: Write) -> None:
    Path("empty").mkdir()
    ended = run("check", "-q", "error.md", "missing.md", "empty")
    assert ended.out == "error.md:1:4: error calm-promise promises calm\n"
    assert ended.err == "not checked missing.md: no such file or folder\n"
    assert run("check", "-q", "clean.md").err == ""


def test_a_green_run_that_checked_nothing_says_so(run: Run) -> None:
    Path("empty").mkdir()
    ended = run("check", "empty")
    assert ended.code == 0
    assert ended.err == (
        "healthlint: note: empty: no file to check (hidden and ignored files are left out unless you name them)\n"
        "checked no file\n"
    )
    assert run("check", "empty", "--format", "full").out == "checked no file\n"


def test_no_path_is_the_current_folder(run: Run) -> None:
    ended = run("check")
    assert [line.partition(":")[0] for line in ended.out.splitlines()] == ["error.md", "info.md", "warning.md"]
    assert "checked 5 files" in ended.err


@pytest.mark.parametrize(
    ("argv", "part"),
    [
        (["--select", "calm-promise,guarantee"], ("select", ("calm-promise", "guarantee"))),
        (["--ignore", "claims/calm"], ("ignore", ("claims/calm",))),
        (["--ruleset", "a", "--ruleset", "b"], ("rulesets", ["a", "b"])),
        (["--jurisdiction", "US,UK"], ("jurisdictions", ("US", "UK"))),
        (["--jobs", "2"], ("jobs", 2)),
        ([], ("jobs", 0)),
        (["--no-cache"], ("cache", False)),
        ([], ("cache", True)),
        ([], ("select", ())),
    ],
)
def test_what_the_api_is_asked(run: Run, fake: Fake, argv: list[str], part: tuple[str, object]) -> None:
    run("check", "clean.md", *argv)
    assert getattr(fake.options, part[0]) == part[1]


def test_the_configuration_and_the_call_together(run: Run, fake: Fake, write: Write) -> None:
    write(
        ".healthlint.yaml",
        "select: [calm-promise]\nignore: [guarantee]\nfail-on: warning\nmax-warnings: 0\nrulesets: [house]\n"
        "exclude: [error.md]\n",
    )
    ended = run("check", ".")
    assert ended.code == 1
    assert "error.md" not in ended.out
    assert fake.options is not None
    given = fake.options
    assert (given.select, given.ignore, given.rulesets) == (("calm-promise",), ("guarantee",), ["house"])
    assert given.config.label == ".healthlint.yaml"
    assert run("check", ".", "--fail-on", "error").code == 1
    assert run("check", ".", "--fail-on", "error", "--max-warnings", "1").code == 0
    run("check", ".", "--select", "guarantee", "--ignore", "claims/calm", "--ruleset", "other")
    given = fake.options
    assert (given.select, given.ignore, given.rulesets) == (
        ("guarantee",),
        ("guarantee", "claims/calm"),
        ["other"],
    )
    assert run("check", ".", "--isolated").out.startswith("error.md")


def test_a_wrong_configuration_is_told_in_full_and_nothing_is_checked(run: Run, fake: Fake, write: Write) -> None:
    write(".healthlint.yaml", "fial-on: error\ncontext: shop\n")
    ended = run("check", "error.md")
    assert (ended.code, ended.out) == (2, "")
    first, *rest = ended.err.splitlines()
    assert first == "healthlint: 2 mistakes were found, nothing was checked"
    assert rest[0].startswith('  .healthlint.yaml:1:1: fial-on: unknown key "fial-on" (did you mean "fail-on"?)')
    assert rest[1].startswith("  .healthlint.yaml:2:10: context: must be one of commercial, editorial")
    assert fake.options is None


def test_a_wrong_name_in_the_configuration(run: Run) -> None:
    assert run("check", "--config", "nowhere.yaml").err == (
        "healthlint: a mistake was found, nothing was checked\n  nowhere.yaml: no such configuration file\n"
    )
    ended = run("check", "--config", "x", "--isolated")
    assert (ended.code, ended.err) == (2, "healthlint: --config and --isolated contradict each other: leave one out\n")


def test_a_note_about_two_configurations(run: Run, write: Write) -> None:
    write(".healthlint.yaml", "fail-on: error\n", "pyproject.toml", "[tool.healthlint]\n")
    note = "healthlint: note: .healthlint.yaml is used, not [tool.healthlint] in pyproject.toml\n"
    assert run("check", "clean.md").err.startswith(note)
    assert run("check", "-q", "clean.md").err == ""


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--fromat", "full"], "no such option '--fromat'"),
        (["--format", "ful"], "'ful' is not one of 'full', 'concise', 'json', 'jsonl', 'sarif', 'github', 'gitlab'"),
        (["--format"], "requires an argument"),
        (["--fail-on", "fatal"], "'error', 'warning', 'info', 'never'"),
        (["--max-warnings", "-1"], "not in the range x>=0"),
        (["--jobs", "many"], "not a valid integer"),
        (["--sarif"], "no such option"),
        (["--fix", "--diff", "--format", "json"], "--fix --diff shows the diff in place of a report"),
        (["--select", "typo"], "no rule, category or ruleset is named typo"),
        (["--output-file", "telegram=x"], f"formats are {', '.join(OUTPUTS)}"),
    ],
)
def test_wrong_arguments(run: Run, argv: list[str], message: str) -> None:
    ended = run("check", "error.md", *argv)
    assert ended.code == 2
    assert ended.out == ""
    assert message in ended.err
    assert ended.err.startswith("healthlint: ")
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("argv", [["store", "info"], ["error.md"]])
def test_unknown_commands(run: Run, argv: list[str]) -> None:
    ended = run(*argv)
    assert ended.code == 2
    assert "no such command" in ended.err
    assert "commands are check, score, suppressions, rules, explain, test, validate, eval" in ended.err


def test_unknown_commands_of_a_group(run: Run) -> None:
    ended = run("baseline", "remove")
    assert ended.code == 2
    assert "no such command" in ended.err
    assert "commands of healthlint baseline are create, update, audit\n" in ended.err


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    ended = run()
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Usage: healthlint [OPTIONS] COMMAND [ARGS]...")


@pytest.mark.parametrize("argv", [["--help"], ["-h"], ["check", "--help"], ["score", "-h"], ["explain", "--help"]])
def test_help(run: Run, argv: list[str]) -> None:
    ended = run(*argv)
    assert ended.code == 0
    assert ended.out.startswith("Usage: healthlint")


@pytest.mark.parametrize("argv", [["--version"], ["check", "--version"]])
def test_version(run: Run, argv: list[str]) -> None:
    ended = run(*argv)
    assert (ended.code, ended.out) == (0, f"healthlint {__version__}\n")


def test_completion(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_HEALTHLINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "healthlint check --format ")
    monkeypatch.setenv("COMP_CWORD", "3")
    ended = run()
    assert ended.out.split() == [f"plain,{name}" for name in OUTPUTS]


def test_standard_input(run: Run, fake: Fake, write: Write) -> None:
    ended = run("check", "-", stdin=b"So calm.")
    assert (ended.code, ended.out) == (1, "<stdin>:1:4: error calm-promise promises calm\n")
    write(".healthlint.yaml", "overrides: [{paths: [shop/], context: commercial}]")
    ended = run("check", "--stdin-filename", "./shop/tea.md", "-", stdin=b"So calm.")
    assert ended.out.startswith("shop/tea.md:1:4:")
    assert fake.options is not None
    config = fake.options.config
    assert config.page_with(config.overrides_for("shop/tea.md", {})) == {"context": ("commercial",)}
    ended = run("check", "-", stdin=b"\xff\xfe\xfa")
    assert ended.code == 3
    assert "not checked <stdin>: is not UTF-8\n" in ended.err


def test_standard_input_by_a_hook_can_be_excluded(run: Run, write: Write) -> None:
    write(".healthlint.yaml", "exclude: [drafts/]")
    ended = run("check", "--force-exclude", "--stdin-filename", "drafts/tea.md", "-", stdin=b"So calm.")
    assert ended.code == 0
    assert "drafts/tea.md left out by --force-exclude" in ended.err
    assert "checked no file" in ended.err


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--stdin-filename", "a.md", "error.md"], "add - as the path"),
        (["--stdin-filename", "a.md"], "add - as the path"),
        (["-", "error.md"], "can't be checked together with other paths"),
    ],
)
def test_standard_input_stands_alone(run: Run, argv: list[str], message: str) -> None:
    ended = run("check", *argv)
    assert ended.code == 2
    assert message in ended.err


def test_bytes_that_are_no_text(run: Run) -> None:
    Path("bad.md").write_bytes(b"calm \xff")
    ended = run("check", "bad.md", "clean.md")
    assert ended.code == 3
    assert "not checked bad.md: is not UTF-8" in ended.err


def test_a_file_that_looks_like_an_option(run: Run, write: Write) -> None:
    write("-x.md", "calm")
    assert run("check", "--", "-x.md").out.startswith("-x.md:1:1: error")
    assert run("check", "-x.md").code == 2


def test_output_files(run: Run) -> None:
    Path("out").mkdir()
    ended = run("check", "error.md", "--output-file", "json=out/a.json", "--output-file", "full=out/b.txt", "-q")
    assert ended.code == 1
    assert ended.out == "error.md:1:4: error calm-promise promises calm\n"
    assert json.loads(Path("out/a.json").read_text())["summary"]["errors"] == 1
    shown = Path("out/b.txt").read_text(encoding="utf-8")
    assert "\u2502 So calm." in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--output-file", "json=nowhere/a.json"], "there is no folder nowhere"),
        (["--output-file", "json=."], ". is a folder"),
        (["--output-file", "json=a", "--output-file", "full=a"], "a is given twice"),
        (["--output-file", "json=a", "--output-file", "full=./a"], "a is given twice"),
        (["--output-file", "json=-"], "writes files: for standard output use --format"),
    ],
)
def test_output_files_that_cannot_be_written(run: Run, fake: Fake, argv: list[str], message: str) -> None:
    ended = run("check", "error.md", *argv)
    assert ended.code == 2
    assert message in ended.err
    assert fake.options is None


def test_an_output_file_on_a_full_disk(run: Run) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no full disk at hand")
    ended = run("check", "clean.md", "--output-file", "json=/dev/full")
    assert ended.code == 3
    assert "cannot write /dev/full: No space left on device" in ended.err


def test_colours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("check", "error.md").out
    assert "\x1b[1;31merror\x1b[0m" in run("check", "error.md", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31m" in run("check", "error.md").out
    assert "\x1b" not in run("check", "error.md", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("check", "error.md").out


def test_a_stream_that_is_not_unicode(run: Run, write: Write) -> None:
    write("caf\u00e9.md", "caf\u00e9 \u65e5 calm\n")
    for encoding in ("ascii", "latin-1"):
        ended = run("check", "caf\u00e9.md", "--format", "full", encoding=encoding)
        assert ended.code == 1
        shown = "caf\\xe9" if encoding == "ascii" else "caf\u00e9"
        assert f"  1 | {shown} \\u65e5 calm\n" in ended.out
        assert f"    | {' ' * (len(shown) + 8)}^^^^\n" in ended.out
    assert (
        json.loads(run("check", "caf\u00e9.md", "--format", "json", encoding="ascii").out)["files"][0]["path"]
        == "caf\u00e9.md"
    )


def test_width_of_the_terminal(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("long.md", "leaves " * 40 + "calm " + "leaves " * 40)
    monkeypatch.setenv("COLUMNS", "50")
    lines = run("check", "long.md", "--format", "full").out.splitlines()
    assert max(len(line) for line in lines if "calm" in line and "\u2502" in line) <= 50


def test_suppressed_and_statistics_reach_the_output(run: Run) -> None:
    assert "      1  error    calm-promise\n" in run("check", "error.md", "--statistics").out
    assert run("check", "denied.md", "--show-suppressed").out == ""


class BrokenPipe(io.StringIO):
    """A stream whose reader has gone away."""

    def flush(self) -> None:
        raise BrokenPipeError(32, "Broken pipe")


class FullDisk(io.StringIO):
    """A stream that can't take any more."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_reader_who_goes_away_changes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from healthlint.cli import main

    monkeypatch.setattr(sys, "stdout", BrokenPipe())
    assert main(["check", "error.md"]) == 1
    assert main(["check", "clean.md"]) == 0


def test_a_full_disk_is_no_clean_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from healthlint.cli import main

    errors = io.StringIO()
    monkeypatch.setattr(sys, "stdout", FullDisk())
    monkeypatch.setattr(sys, "stderr", errors)
    assert main(["check", "clean.md"]) == 3
    assert "cannot write the report: No space left on device" in errors.getvalue()


def test_closed_streams(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from healthlint.cli import main

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert main(["check", "error.md"]) == 1
    assert main(["check", "-"]) == 2


def test_a_defect_of_ours_is_not_taken_for_findings(run: Run, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(fake, "check_paths", fail)
    ended = run("check", "error.md")
    assert ended.code == 3
    assert "ZeroDivisionError" in ended.err
    assert "please report it" in ended.err


def test_an_interruption(run: Run, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(fake, "check_paths", interrupt)
    ended = run("check", "error.md")
    assert (ended.code, ended.out, ended.err) == (130, "", "")


def test_click_is_not_loaded_by_a_plain_check(run: Run) -> None:
    import subprocess

    script = (
        "import sys, types\n"
        "from healthlint.cli.arguments import parse\n"
        "from healthlint.cli import check, score, terminal\n"
        "parse(['check', 'a.md', '--format', 'full'])\n"
        "from healthlint.output import load\n"
        "load('full'), load('concise')\n"
        "print({'click', 'yaml', 'json', 'typing', 'dataclasses', 'pathlib', 'shutil', 'subprocess', 'hashlib'}"
        " & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
