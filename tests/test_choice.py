"""What rules run on which page and how grave they are there; names that mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint import api, choice, config, pool
from healthlint.checker import Checker, Options
from healthlint.choice import MOST_GUESSES
from healthlint.discover import Target
from healthlint.errors import ConfigError, UsageError

CONFIG = """\
severity: {withdrawal-relief: info}
overrides:
  - paths: [shop/]
    severity: {withdrawal-relief: warning, treats-disease: warning}
    ignore: [disclaimer]
  - front-matter: {type: product}
    severity: {treats-disease: info}
    ignore: [treats-disease]
  - front-matter: {draft: true}
    ignore: [addiction-safety]
"""
TEXT = "Kratom tea eases opioid withdrawal. Kratom is not addictive."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work")
    (folder / ".git").mkdir()
    return folder


@pytest.fixture(scope="module")
def checker(folder: Path) -> Checker:
    (folder / ".healthlint.yaml").write_text(CONFIG)
    found = config.load(str(folder / ".healthlint.yaml"))
    return Checker(Options(config=found, cache=False))


def found(checker: Checker, folder: Path, path: str, front_matter: str = "") -> dict[str, str]:
    report = checker.check(str(folder / path), f"---\n{front_matter}\n---\n\n{TEXT}\n".encode())
    assert report.problems == []
    return {finding.rule.id: finding.severity for finding in report.findings}


@pytest.mark.parametrize(
    ("path", "front_matter", "expected"),
    [
        ("a.md", "title: a", {"withdrawal-relief": "info", "addiction-free": "error"}),
        ("shop/a.md", "title: a", {"withdrawal-relief": "warning", "addiction-free": "error"}),
        ("a.md", "{draft: true}", {"withdrawal-relief": "info"}),
        ("shop/a.md", "draft: true\ntype: [product]", {"withdrawal-relief": "warning"}),
        ("a.md", "draft: yes please", {"withdrawal-relief": "info", "addiction-free": "error"}),
    ],
)
def test_rules_and_severities_of_a_page(
    checker: Checker, folder: Path, path: str, front_matter: str, expected: dict[str, str]
) -> None:
    claims = found(checker, folder, path, front_matter)
    assert {rule: severity for rule, severity in claims.items() if not rule.endswith("missing")} == expected


def test_a_page_leaves_no_trace_on_the_next(checker: Checker, folder: Path) -> None:
    first = found(checker, folder, "a.md")
    found(checker, folder, "shop/a.md", "type: product")
    assert found(checker, folder, "a.md") == first
    assert checker.program.rules[0].severity != {}


def test_ignored_rules_add_up(checker: Checker, folder: Path) -> None:
    chosen = checker.choice(str(folder / "shop/a.md"), {"type": "product", "draft": True})
    names = choice.rule_names(checker.program)
    left_out = checker.selection.rules - chosen.selection.rules
    assert left_out == names["disclaimer"] | names["treats-disease"] | names["addiction-safety"]


def test_several_processes_find_the_same(checker: Checker, folder: Path) -> None:
    (folder / "shop").mkdir(exist_ok=True)
    targets = []
    for number in range(30):
        path = folder / ("shop" if number % 2 else ".") / f"{number}.md"
        path.write_text(f"{TEXT}\n")
        targets.append(Target(str(path), str(path)))

    def graded(jobs: int) -> list[list[tuple[str, str]]]:
        packed = dict(pool.check_all(checker, targets, jobs))
        reports = [checker.packer.unpack(packed[index]) for index in range(len(targets))]
        return [[(finding.rule.id, finding.severity) for finding in report.findings] for report in reports]

    assert graded(2) == graded(1)
    assert {severity for rule, severity in graded(2)[1] if rule == "withdrawal-relief"} == {"warning"}


def test_all_unknown_names_of_a_configuration_are_told_with_their_places(folder: Path) -> None:
    (folder / "base.yaml").write_text("severity: {addiction-fre: info}\njurisdictions: [US, XX]\n")
    (folder / "own.yaml").write_text(
        """\
extends: base.yaml
select: [addiction-safety, claim/]
profile: strikt
overrides:
  - paths: [shop/]
    ignore: [guarante]
    severity: {quux: info}
    jurisdictions: [UK-NI, ZZ-A]
    profile: house
"""
    )
    loaded = config.load(str(folder / "own.yaml"))
    options = Options(select=loaded.select, ignore=loaded.ignore, config=loaded)
    with pytest.raises(ConfigError) as caught:
        Checker(options)
    listed = "; `healthlint rules` lists them"
    known = "known: strict, default, public-health, by-context"
    places = "; known: AU, CA, EU, UK, US"
    assert [
        str(mistake).rpartition("/")[2] if "base" in str(mistake) else str(mistake).partition("own")[2]
        for mistake in caught.value.mistakes
    ] == [
        f'.yaml:2:28: select[1]: no rule, category or ruleset is named `claim/` (did you mean "claim"?){listed}',
        f'.yaml:3:10: profile: no profile is named `strikt` (did you mean "strict"?); {known}',
        f'.yaml:6:14: overrides[0].ignore[0]: no rule, category or ruleset is named `guarante` (did you mean "guarantee"?){listed}',
        f".yaml:7:16: overrides[0].severity.quux: no rule is named `quux`{listed}",
        f".yaml:8:28: overrides[0].jurisdictions[1]: no rule is about the jurisdiction `ZZ-A`{places}",
        f".yaml:9:14: overrides[0].profile: no profile is named `house`; {known}",
        f'base.yaml:1:12: severity.addiction-fre: no rule is named `addiction-fre` (did you mean "addiction-free"?){listed}',
        f"base.yaml:2:21: jurisdictions[1]: no rule is about the jurisdiction `XX`{places}",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (Options(select=("guarantee", "nothing")), "no rule, category or ruleset is named `nothing`"),
        (Options(ignore=("guarante",)), 'no rule, category or ruleset is named `guarante` (did you mean "guarantee"?)'),
        (Options(jurisdictions=("XX",)), "no rule is about the jurisdiction `XX`"),
    ],
)
def test_an_unknown_name_in_a_call(options: Options, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        api.check_text("a.md", b"", options)
    assert str(caught.value).startswith(message)


def test_names_are_guessed_up_to_a_number(folder: Path) -> None:
    names = [f"treats-diseas{number}" for number in range(MOST_GUESSES + 50)]
    (folder / "many.yaml").write_text("severity:\n" + "".join(f"  {name}: info\n" for name in names))
    with pytest.raises(ConfigError) as caught:
        Checker(Options(config=config.load(str(folder / "many.yaml")), cache=False))
    messages = [mistake.message for mistake in caught.value.mistakes]
    assert len(messages) == len(names)
    assert sum("did you mean" in message for message in messages) == MOST_GUESSES
