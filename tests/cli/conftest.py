"""The command line in this process: with a small stand-in for the api, or with the real one and a ruleset of one rule."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import healthlint
from healthlint import document as documents
from healthlint import segmentation, words
from healthlint.authoring.coverage import Coverage
from healthlint.checker import Options
from healthlint.discover import Target
from healthlint.errors import InputError, Mistake, UsageError
from healthlint.finding import Finding
from healthlint.language.data import ExampleData, Text
from healthlint.loading import locate
from healthlint.output.scores import FileScores, HardSentence
from healthlint.placing import place
from healthlint.report import FileReport, Problem, Report, RulesetStamp, Section
from healthlint.rule import Rule

from . import small_rulesets

SCRUBBED = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "TERM",
    "GITHUB_ACTIONS",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
    "_HEALTHLINT_COMPLETE",
)
RULE = Rule("calm-promise", "claim", "claims/calm", "guarantee", "Promise of calm", severity={"affirmed": "error"})
WORDS = {"calm": "error", "soothing": "warning", "mild": "info"}


class Ended:
    """How a run ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    def __repr__(self) -> str:
        return f"exit {self.code}\n--- out\n{self.out}--- err\n{self.err}"


Run = Callable[..., Ended]
Write = Callable[..., None]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command line in an empty folder with an environment that says nothing; `stdin` are the bytes to read."""
    for name in SCRUBBED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path / ".cache"))
    (tmp_path / "work/.git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")

    def run_it(*argv: str, stdin: bytes = b"", encoding: str = "utf-8") -> Ended:
        from healthlint.cli import main

        streams = [io.TextIOWrapper(io.FileIO(os.dup(number), "wb"), encoding=encoding) for number in (1, 2)]
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        monkeypatch.setattr(sys, "stdout", streams[0])
        monkeypatch.setattr(sys, "stderr", streams[1])
        try:
            code = main(list(argv))
        finally:
            for stream in streams:
                stream.close()
        out, err = capfdbinary.readouterr()
        return Ended(code, out.decode(encoding), err.decode(encoding))

    return run_it


class Fake(ModuleType):
    """Stands in for `api` and `authoring`: each of WORDS in a file is a finding, "never" is let go, and nothing is loaded.

    `options` are those of the last run.
    """

    def __init__(self) -> None:
        super().__init__("healthlint.api")
        self.options: Options | None = None
        self.failures: list[Mistake] = []
        self.coverage = Coverage()
        self.mistakes: list[Mistake] = []
        self.advice: list[Mistake] = []
        self.asked: tuple[object, ...] = ()

    def check_text(self, label: str, data: bytes, options: Options) -> Report:
        self.options = options
        for name in (*options.select, *options.ignore):
            if name not in {"calm-promise", "guarantee", "claims/calm"}:
                raise UsageError(f"no rule, category or ruleset is named {name}")
        return Report([_file(label, data)], [RulesetStamp("claims/calm", "1.0.0", "00")])

    def check_paths(self, targets: list[Target], options: Options, progress: object = None) -> Report:
        report = self.check_text("none", b"", options)
        report.files = []
        for done, target in enumerate(targets):
            if callable(progress):
                progress(done, len(targets))
            report.files.append(_file(target.label, Path(target.path).read_bytes()))
        return report

    def score_text(self, label: str, data: bytes, options: Options, **wanted: object) -> FileScores:
        self.options = options
        self.asked = (wanted["sections"], wanted["worst"], wanted["further"])
        measures = {"words": len(data.split()), "sentences": 1, "flesch_kincaid_grade": 4.5}
        sections = [Section("Tea", 1, 1, measures)] if wanted["sections"] else []
        worst = [HardSentence(1, 1, "A hard one.", 12.5, 3)] if wanted["worst"] else []
        return FileScores(label, measures, sections, worst, {"lix": 30.0} if wanted["further"] else {})

    def score_paths(
        self, targets: list[Target], options: Options, progress: object = None, **wanted: object
    ) -> list[FileScores]:
        return [self.score_text(t.label, Path(t.path).read_bytes(), options, **wanted) for t in targets]

    def rules(self, options: Options) -> list[Rule]:
        self.options = options
        return [RULE]

    def examples(self, id: str, options: Options) -> list[ExampleData]:
        return [ExampleData("flag", Text("x"), f"An example of {id}.", [(3, 10)])]

    def test_rulesets(self, names: list[str], *, only: bool, coverage: bool) -> tuple[Fake, Coverage | None]:
        self.asked = (names, only)
        return self, self.coverage if coverage else None

    def validate_rulesets(self, names: list[str], *, only: bool) -> Fake:
        self.asked = (names, only)
        return self


def _file(label: str, data: bytes) -> FileReport:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _broken(label, "is not UTF-8")
    document = documents.Document(label, text)
    document.prose = text
    document.map.add(0, len(text), 0, len(text))
    document.regions.append(documents.Region("paragraph", 0, len(text)))
    report = FileReport(label, document)
    for word, severity in WORDS.items():
        start = text.find(word)
        if start >= 0:
            finding = Finding(RULE, start, start + len(word), f"promises {word}", severity)
            if "never" in text:
                finding.disposition, finding.reason = "let-go", "negated"
            (report.let_go if "never" in text else report.findings).append(finding)
    place(document, segmentation.Text(document, words.Keys()), [*report.findings, *report.let_go])
    return report


def _broken(label: str, message: str) -> FileReport:
    report = FileReport(label)
    report.problems.append(Problem(InputError(label, message).message))
    return report


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts the stand-in in the place of the api."""
    module = Fake()
    for name in ("api", "authoring"):
        monkeypatch.setitem(sys.modules, f"healthlint.{name}", module)
        monkeypatch.setattr(healthlint, name, module, raising=False)
    return module


@pytest.fixture
def write() -> Write:
    """Writes files below the current folder: write("a.md", "text", "in/b.md", "more")."""

    def write_files(*names_and_texts: str) -> None:
        for name, text in zip(names_and_texts[::2], names_and_texts[1::2], strict=True):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")

    return write_files


@pytest.fixture
def rulesets(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with two small rulesets in the place of the built-in ones."""
    folder = tmp_path / "rulesets"
    for name, text in (("claims/calm.yaml", small_rulesets.CALM), ("words/plain.yaml", small_rulesets.WORDS)):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text)
    monkeypatch.setattr(locate, "builtin_folder", lambda: str(folder))
    return folder
