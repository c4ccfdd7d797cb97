from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from healthlint import config
from healthlint.config import Config, read
from healthlint.errors import ConfigError
from healthlint.language.data import Text

COMPLETE = """\
rulesets: [./house/calm.yaml, claims]
select: [guarantee, plain-word]
ignore:
  - natural-safe
severity:
  plain-word: info
fail-on: warning
max-warnings: 3
include: ["*.md", ./site/]
exclude: [drafts/, "!drafts/ready.md"]
context: editorial
topic: tea
product: herbal-tea
audience: consumer
jurisdictions: [US, "NO"]
overrides:
  - paths: [shop/, "*.shop.md"]
    context: commercial
    topic: [green tea, black tea]
  - paths: [shop/uk/]
    jurisdictions: [UK]
"""

TOML = """\
[project]
name = "tea"

[tool.healthlint]
rulesets = ["./house/calm.yaml", "claims"]
select = ["guarantee", "plain-word"]
ignore = ["natural-safe"]
severity = {plain-word = "info"}
fail-on = "warning"
max-warnings = 3
include = ["*.md", "./site/"]
exclude = ["drafts/", "!drafts/ready.md"]
context = "editorial"
topic = "tea"
product = "herbal-tea"
audience = "consumer"
jurisdictions = ["US", "NO"]

[[tool.healthlint.overrides]]
paths = ["shop/", "*.shop.md"]
context = "commercial"
topic = ["green tea", "black tea"]

[[tool.healthlint.overrides]]
paths = ["shop/uk/"]
jurisdictions = ["UK"]
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that is the current folder."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "house").mkdir()
    (tmp_path / "house/calm.yaml").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mistakes_of(text: str, name: str = ".healthlint.yaml") -> list[str]:
    Path(name).write_text(text)
    with pytest.raises(ConfigError) as caught:
        config.load()
    return [str(mistake) for mistake in caught.value.mistakes]


def shown(found: Config) -> dict[str, object]:
    plain = {name: getattr(found, name) for name in Config.__slots__ if name not in {"label", "overrides", "notes"}}
    return {**plain, "pages": [page for _, page in found.overrides]}


needs_toml = pytest.mark.skipif(sys.version_info < (3, 11), reason="needs a TOML parser")


@pytest.mark.parametrize(
    ("name", "text"), [(".healthlint.yaml", COMPLETE), pytest.param("pyproject.toml", TOML, marks=needs_toml)]
)
def test_all_keys(project: Path, name: str, text: str) -> None:
    Path(name).write_text(text)
    found = config.load()
    assert found.label == name
    assert found.notes == []
    assert shown(found) == {
        "folder": str(project),
        "rulesets": [str(project / "house/calm.yaml"), "claims"],
        "select": ("guarantee", "plain-word"),
        "ignore": ("natural-safe",),
        "severity": {"plain-word": "info"},
        "fail_on": "warning",
        "max_warnings": 3,
        "include": ("*.md", "/site/"),
        "exclude": ("drafts/", "!drafts/ready.md"),
        "page": {
            "context": ("editorial",),
            "topic": ("tea",),
            "product": ("herbal-tea",),
            "audience": ("consumer",),
            "jurisdictions": ("US", "NO"),
        },
        "pages": [
            {"context": ("commercial",), "topic": ("green tea", "black tea")},
            {"jurisdictions": ("UK",)},
        ],
    }


def test_names_keep_their_places() -> None:
    Path(".healthlint.yaml").write_text(COMPLETE)
    found = config.load()
    (key,) = found.severity
    for name, line in ((found.select[1], 2), (found.ignore[0], 4), (key, 6), (found.rulesets[1], 1)):
        assert isinstance(name, Text)
        assert name.line == line
        assert name.file == ".healthlint.yaml"


def test_no_file_is_the_defaults(project: Path) -> None:
    found = config.load()
    assert shown(found) == {**shown(Config()), "folder": str(project)}
    assert found.page_for("a.md") == {}


@pytest.mark.parametrize("text", ["", "# all of it is a comment\n"])
def test_an_empty_file_is_the_defaults(text: str) -> None:
    Path(".healthlint.yaml").write_text(text)
    assert shown(config.load()) == shown(Config())


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("a.md", {"context": "editorial", "topic": "tea"}),
        ("shop/a.md", {"context": "commercial", "topic": "green tea"}),
        ("./in/a.shop.md", {"context": "commercial", "topic": "green tea"}),
        ("shop/uk/a.md", {"context": "commercial", "topic": "green tea", "jurisdictions": "UK"}),
        ("../outside.md", {"context": "editorial", "topic": "tea"}),
    ],
)
def test_page_for(path: str, page: dict[str, str]) -> None:
    Path(".healthlint.yaml").write_text(COMPLETE)
    found = config.load().page_for(path)
    expected = {"jurisdictions": "US", **page}
    assert {key: found[key][0] for key in expected} == expected
    assert found["product"] == ("herbal-tea",)


def test_page_for_is_relative_to_the_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".healthlint.yaml").write_text(COMPLETE)
    (project / "shop").mkdir()
    monkeypatch.chdir(project / "shop")
    found = config.load()
    assert found.label == "../.healthlint.yaml"
    assert found.page_for("a.md")["context"] == ("commercial",)
    assert found.page_for(str(project / "shop/b.md"))["context"] == ("commercial",)


def test_the_nearest_file_wins_and_the_repository_is_the_limit(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "in/deep/.git").mkdir(parents=True)
    Path(".healthlint.yaml").write_text("context: editorial")
    Path("in/.healthlint.yaml").write_text("context: commercial")
    monkeypatch.chdir(project / "in")
    assert config.load().page == {"context": ("commercial",)}
    monkeypatch.chdir(project / "in/deep")
    assert config.load().page == {}


def test_isolated_reads_nothing() -> None:
    Path(".healthlint.yaml").write_text("not: valid")
    assert config.load(isolated=True).label == ""


def test_a_named_file() -> None:
    Path("house/other.yaml").write_text("rulesets: [calm.yaml]\ncontext: editorial\n")
    Path(".healthlint.yaml").write_text("not: valid")
    found = config.load("house/other.yaml")
    assert found.folder.endswith("house")
    assert found.rulesets[0].endswith("house/calm.yaml")
    with pytest.raises(ConfigError, match=r"^nowhere.yaml: no such configuration file$"):
        config.load("nowhere.yaml")


@needs_toml
def test_of_two_files_one_is_used_and_a_note_says_which() -> None:
    Path(".healthlint.yaml").write_text("context: editorial")
    Path("pyproject.toml").write_text('[tool.healthlint]\ncontext = "commercial"\n')
    found = config.load()
    assert found.page == {"context": ("editorial",)}
    assert found.notes == [".healthlint.yaml is used, not [tool.healthlint] in pyproject.toml"]


def test_a_file_with_nearly_the_right_name_is_told() -> None:
    Path(".healthlint.yml").write_text("context: editorial")
    found = config.load()
    assert found.page == {}
    assert found.notes == [".healthlint.yml is not read: the configuration is called .healthlint.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "[project]\ndependencies = ['healthlint>=1']\n",
        "[tool.ruff]\n# healthlint\n",
        "[tool.poetry.dependencies]\nhealthlint-extra = '1'\n",
    ],
)
def test_a_project_file_without_our_table_is_passed_over(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pyproject.toml").write_text(text)
    monkeypatch.setitem(sys.modules, "tomllib", None)
    assert config.load().label == ""


@needs_toml
@pytest.mark.parametrize(
    "text",
    [
        '[tool.healthlint]\ncontext = "editorial"\n',
        '[ tool . "healthlint" ]\ncontext = "editorial"\n',
        '[tool]\nhealthlint = {context = "editorial"}\n',
        '[tool]\nhealthlint.context = "editorial"\n',
        'tool.healthlint.context = "editorial"\n',
    ],
)
def test_every_way_to_write_the_table(text: str) -> None:
    Path("pyproject.toml").write_text(text)
    assert config.load().page == {"context": ("editorial",)}


@needs_toml
def test_a_table_of_another_name_is_no_configuration() -> None:
    Path("pyproject.toml").write_text("[tool.other]\nhealthlint = 1\n")
    assert config.load().page == {}


def test_without_a_toml_parser_the_mistake_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tomllib", "tomli"):
        monkeypatch.setitem(sys.modules, name, None)
    assert mistakes_of("[tool.healthlint]\n", "pyproject.toml") == [
        "pyproject.toml: reading TOML needs Python 3.11 or the package tomli: or write .healthlint.yaml instead"
    ]


def test_all_mistakes_at_once() -> None:
    found = mistakes_of(
        """\
contxt: editorial
fail-on: fatal
max-warnings: many
severity: {Bad Name: error, plain-word: grave}
rulesets: [./nowhere.yaml]
exclude: ["a\\\\b", "*.{md,txt}", ../up]
overrides:
  - context: commercial
  - paths: [a]
    select: [x]
jurisdictions: [NO]
"""
    )
    assert [mistake.rpartition(" (")[0] or mistake for mistake in found[:1]] == [
        '.healthlint.yaml:1:1: contxt: unknown key "contxt"'
    ]
    assert 'did you mean "context"?' in found[0]
    assert (
        "allowed are rulesets, select, ignore, severity, fail-on, max-warnings, include, exclude, context" in found[0]
    )
    rest = [mistake.removeprefix(".healthlint.yaml:") for mistake in found[1:]]
    assert [mistake.split(": ")[0] for mistake in rest] == [
        "2:10",
        "3:15",
        "4:12",
        "4:41",
        "5:12",
        "6:11",
        "6:19",
        "6:33",
        "8:5",
        "10:5",
        "11:17",
    ]
    assert "must be one of error, warning, info, never" in rest[0]
    assert "quote it" in rest[10]
    assert rest[4].startswith("5:12: rulesets[0]: there is no such file or folder: ")


@needs_toml
def test_mistakes_in_toml_have_lines() -> None:
    found = mistakes_of(
        """\
[project]
context = "not ours"

[tool.healthlint]
contxt = "editorial"
fail-on = "fatal"
jurisdictions = ["US",
  1.10]

[tool.healthlint.severity]
plain-word = "grave"

[[tool.healthlint.overrides]]
paths = ["a"]
[[tool.healthlint.overrides]]
context = "commercial"
""",
        "pyproject.toml",
    )
    assert [mistake.removeprefix("pyproject.toml:").split(": ")[:2] for mistake in found] == [
        ["5:10", "tool.healthlint.contxt"],
        ["6:11", "tool.healthlint.fail-on"],
        ["7:17", "tool.healthlint.jurisdictions[1]"],
        ["11:14", "tool.healthlint.severity.plain-word"],
        ["15:1", "tool.healthlint.overrides[1]"],
    ]
    assert not any("YAML" in mistake for mistake in found)


@needs_toml
def test_toml_that_cannot_be_parsed() -> None:
    (found,) = mistakes_of("[tool.healthlint]\ncontext = \n", "pyproject.toml")
    assert found.startswith("pyproject.toml:2: is not TOML: ")


def test_yaml_that_cannot_be_parsed() -> None:
    (found,) = mistakes_of("select: [a\nfail-on: error\n")
    assert found.startswith(".healthlint.yaml:")


def test_without_a_file_no_parser_is_loaded(project: Path) -> None:
    script = (
        "import sys\nfrom healthlint import config\nconfig.load()\n"
        "print({'yaml', 'tomllib', 'healthlint.language', 'typing', 're'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True, cwd=project)
    assert done.stdout == "set()\n"


def test_the_example_in_the_documentation_is_right() -> None:
    page = Path(__file__).parent.parent / "docs/configuration.md"
    example = page.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    Path("house/claims.yaml").write_text("")
    Path(".healthlint.yaml").write_text(example)
    found = config.load()
    assert set(read.KEYS) == {line.partition(":")[0] for line in example.splitlines() if line[0].isalpha()}
    assert found.page_for("shop/a.md")["context"] == ("commercial",)
