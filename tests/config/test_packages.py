"""Rulesets and configurations of installed packages, and what is demanded of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from config.project import mistakes_of, write
from healthlint import config, programs
from healthlint.errors import ConfigError
from healthlint.loading import locate, pins

RULES = """\
ruleset: acme/tea
version: "2.0.0"
rules:
  - id: acme-calm
    kind: claim
    category: guarantee
    message: promises calm
    severity: error
    patterns: [promises calm]
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages: acme-rules 1.2.0, whose code fails when it is run."""
    site = tmp_path / "site"
    package(site, "acme-rules", "1.2.0", "tea = acme_rules.data.tea")
    for folder in ("acme_rules", "acme_rules/data", "acme_rules/data/tea"):
        (site / folder).mkdir()
        (site / folder / "__init__.py").write_text("raise RuntimeError('code was run')")
    (site / "acme_rules/data/tea/tea.yaml").write_text(RULES)
    (site / "acme_rules/data/tea/.healthlint.yaml").write_text("topic: tea\nrulesets: [{package: acme-rules}]\n")
    monkeypatch.syspath_prepend(str(site))
    yield site
    assert not any(name.startswith("acme") for name in sys.modules)


@pytest.fixture(autouse=True)
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a program can't do without comes with healthlint, so that it is compiled at once."""
    files = [os.path.join(locate.builtin_folder(), "model.yaml")]
    monkeypatch.setattr(locate, "builtin_files", lambda: files)


def package(site: Path, name: str, version: str, *points: str) -> None:
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (info / "entry_points.txt").write_text("\n".join(["[healthlint.rulesets]", *points]) if points else "")


def digest(data: str) -> str:
    return sha256(data.encode()).hexdigest()


def test_the_rulesets_of_a_package(site: Path) -> None:
    write(_='rulesets: [{package: Acme_Rules, version: "1.2.0"}]\n')
    found = config.load()
    assert found.rulesets == [str(site / "acme_rules/data/tea")]
    loaded = programs.load(found.rulesets, cache=False, pins=found.pins)
    assert "acme-calm" in {rule.id for rule in loaded.program.rules}


def test_the_configuration_of_a_package(site: Path) -> None:
    text = (site / "acme_rules/data/tea/.healthlint.yaml").read_text()
    write(_=f'extends: {{package: acme-rules, version: "1.2.0", sha256: {digest(text)}}}\ncontext: editorial\n')
    found = config.load()
    assert found.page == {"context": ("editorial",), "topic": ("tea",)}
    assert found.rulesets == [str(site / "acme_rules/data/tea")]
    assert found.files[1] == ("../site/acme_rules/data/tea/.healthlint.yaml", ".healthlint.yaml:1")


def test_a_package_that_is_not_as_demanded(site: Path) -> None:
    nothing = "0" * 64
    text = (site / "acme_rules/data/tea/.healthlint.yaml").read_text()
    assert mistakes_of(
        f'extends: [{{package: acme-rules, sha256: "{nothing}"}}]\nrulesets: [{{package: acme-rules, version: "1.3.0"}}]\n'
    ) == [
        (
            f'.healthlint.yaml:1:41: extends[0].sha256: the checksum of .healthlint.yaml in "acme-rules" is {digest(text)}, '
            f"not {nothing}: look at what has changed in it, then write the new one here"
        ),
        (
            '.healthlint.yaml:2:43: rulesets[0].version: the package "acme-rules" is installed in version "1.2.0", '
            'not "1.3.0"'
        ),
    ]


def test_packages_that_cannot_be_used(site: Path) -> None:
    package(site, "plain-thing", "3")
    package(site, "code-rules", "3", "x = code_rules:load")
    package(site, "lost-rules", "3", "x = lost_rules.data")
    package(site, "json-rules", "3", "x = json.data")
    (site / "acme_rules/data/tea/.healthlint.yaml").unlink()
    names = ["acme-ruls", "plain-thing", "code-rules", "lost-rules", "json-rules", "a b"]
    found = mistakes_of(
        "rulesets:\n" + "".join(f"  - package: {name}\n" for name in names) + "extends: {package: acme-rules}\n"
    )
    install = "install it beside healthlint (for a hook of pre-commit in additional_dependencies)"
    again = "and there is no such package with a folder of its own: install it anew, unpacked"
    assert [mistake.removeprefix(".healthlint.yaml:") for mistake in found] == [
        f'2:14: rulesets[0].package: no package "acme-ruls" is installed here (did you mean "acme-rules"?): {install}',
        (
            '3:14: rulesets[1].package: the package "plain-thing" 3 offers no rulesets: it has no entry point '
            '"healthlint.rulesets"'
        ),
        (
            '4:14: rulesets[2].package: the entry point "x" is code_rules:load, which names code: it must name a package, '
            "the folder of which holds the rulesets"
        ),
        f'5:14: rulesets[3].package: the entry point "x" is lost_rules.data, {again}',
        f'6:14: rulesets[4].package: the entry point "x" is json.data, {again}',
        f'7:14: rulesets[5].package: no package "a b" is installed here: {install}',
        f'8:20: extends.package: the package "acme-rules" has no .healthlint.yaml in {site / "acme_rules/data/tea"}',
    ]


def test_mistakes_in_demands() -> None:
    found = mistakes_of(
        "rulesets:\n  - {path: house/calm.yaml, package: a}\n  - {version: '1'}\n  - {path: nowhere}\n"
        "  - {path: house, sha256: abc}\n  - {path: house, version: 1.0}\n"
    )
    assert [mistake.removeprefix(".healthlint.yaml:").split(" (")[0] for mistake in found] == [
        "2:5: rulesets[0]: must have one of the keys path, package",
        "3:5: rulesets[1]: must have one of the keys path, package",
        "4:12: rulesets[2].path: there is no such file or folder: " + str(Path("nowhere").resolve()),
        '5:27: rulesets[3].sha256: must be a SHA-256 checksum of 64 hexadecimal digits, not "abc"',
        '6:28: rulesets[4].version: must be text, but YAML reads 1.0 as a number: quote it: "1.0"',
    ]


def checked(text: str, cache: bool = False) -> list[str]:
    """The demands of a configuration that the rulesets don't meet."""
    write(_=text)
    found = config.load()
    try:
        programs.load(found.rulesets, cache, found.pins)
    except ConfigError as error:
        return [str(mistake) for mistake in error.mistakes]
    return []


def folder_digest(**texts: str) -> str:
    return digest("".join(f"{digest(text)}  {name.replace('_', '/')}.yaml\n" for name, text in sorted(texts.items())))


def test_the_checksum_of_a_file_and_of_a_folder() -> None:
    other = RULES.replace("acme/tea", "acme/other").replace("acme-calm", "acme-other")
    Path("house/calm.yaml").write_text(RULES)
    Path("house/calm").mkdir()
    Path("house/calm/other.yaml").write_text(other)
    Path("house/.hidden.yaml").write_text("no ruleset")
    whole = folder_digest(calm=RULES, calm_other=other)
    assert checked(f'rulesets: [{{path: house/calm.yaml, version: "2.0.0", sha256: {digest(RULES)}}}]\n') == []
    assert checked(f'rulesets: [{{path: house, version: "2.0.0", sha256: {whole.upper()}}}]\n') == []
    wrong = "0" * 64
    assert checked(
        f'rulesets: [{{path: house, version: "2.0.1", sha256: "{wrong}"}}, {{path: house/calm.yaml, sha256: {whole}}}]\n'
    ) == [
        '.healthlint.yaml:1:35: rulesets[0].version: the ruleset "acme/tea" is of version "2.0.0", not "2.0.1"',
        '.healthlint.yaml:1:35: rulesets[0].version: the ruleset "acme/other" is of version "2.0.0", not "2.0.1"',
        (
            f".healthlint.yaml:1:52: rulesets[0].sha256: the checksum of house is {whole}, not {wrong}: "
            "look at what has changed in it, then write the new one here"
        ),
        (
            f".healthlint.yaml:1:153: rulesets[1].sha256: the checksum of house/calm.yaml is {digest(RULES)}, not {whole}: "
            "look at what has changed in it, then write the new one here"
        ),
    ]


def test_the_order_of_a_folder_is_that_of_its_paths() -> None:
    stamps = {"/r/b/x.yaml": ("", "", "1"), "/r/a.yaml": ("", "", "2")}

    def files(path: str) -> list[str]:
        return list(stamps)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pins.locate, "own_files", files)
        assert pins.checksum(["/r"], stamps) == digest("2  a.yaml\n1  b/x.yaml\n")


def test_a_compiled_program_of_another_release_is_not_used(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packed files may be of the same size and time in each release."""
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(site / "cache"))
    rules = site / "acme_rules/data/tea/tea.yaml"

    def ids(text: str, version: str) -> set[str]:
        rules.write_text(text)
        os.utime(rules, (1_000_000_001.5, 1_000_000_001.5))
        (info,) = site.glob("acme_rules-*")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: acme-rules\nVersion: {version}\n")
        write(_="rulesets: [{package: acme-rules}]\n")
        found = config.load()
        return {rule.id for rule in programs.load(found.rulesets, True, found.pins).program.rules}

    assert "acme-calm" in ids(RULES, "1.2.0")
    assert "acme-tame" in ids(RULES.replace("acme-calm", "acme-tame"), "1.3.0")


def test_a_demand_is_held_against_what_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was changed behind its time and size: the stored program is made anew where it is not as demanded."""
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path / "cache"))
    rules = Path("house/calm.yaml")
    changed = RULES.replace("acme-calm", "acme-tame")

    def keep(text: str) -> None:
        rules.write_text(text)
        os.utime(rules, (1_000_000_001.5, 1_000_000_001.5))

    keep(RULES)
    assert checked(f"rulesets: [{{path: house, sha256: {folder_digest(calm=RULES)}}}]\n", cache=True) == []
    keep(changed)
    assert checked(f"rulesets: [{{path: house, sha256: {folder_digest(calm=changed)}}}]\n", cache=True) == []
    keep(RULES)
    (mistake,) = checked(f"rulesets: [{{path: house, sha256: {'0' * 64}}}]\n".replace("000", "00a"), cache=True)
    assert f"is {folder_digest(calm=RULES)}, not 00a" in mistake
