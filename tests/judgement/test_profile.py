"""Profiles: chosen by name or by what the page is for, and what they change of a claim."""

from __future__ import annotations

import pytest

from healthlint import engine, programs, readers
from healthlint.config import Config
from healthlint.errors import RulesetError, UsageError
from healthlint.judgement.profile import profile_of
from healthlint.selection import Selection
from small_program import check, claim, cue, make_page, make_program, word_list

CUES = {
    "may": cue("may", stance="hedged"),
    "says": cue("says", stance="attributed"),
    "not": cue("not", stance="negated"),
}
LISTS = {"tea": word_list("tea", subject="watched-substance"), "cup": word_list("cup", subject="person")}
MODEL = {"thresholds": {"high": 3, "medium": 2, "low": 1}, "subjects": {"watched-substance": 1}}
PROFILES = {
    "default": {"about": "nothing"},
    "hard": {"about": "a", "like-affirmed": ["hedged", "attributed"], "confidence": {"medium": "error"}},
    "soft": {
        "about": "b",
        "contexts": ["public-health"],
        "stances": {"hedged": "info", "attributed": "info"},
        "subjects": {"none": "warning"},
    },
    "shops": {"about": "c", "contexts": ["commercial"], "thresholds": {"high": 10, "medium": 9, "low": 2}},
}


def made(*patterns, profiles=PROFILES, **keys):
    return make_program(
        claim(*(patterns or ("calms",)), **{"subject": ["watched-substance", "none", "person"], "points": 3, **keys}),
        cues=CUES,
        lists=LISTS,
        model=MODEL,
        profiles=profiles,
    )


def severities(program, text, **meta):
    return [finding.severity for finding in check(program, text, **meta).findings]


def ledger(report):
    """What the points of the first finding say of profiles."""
    return [(point.points, point.what, point.words) for point in report.findings[0].points if "profile" in point.what]


def test_without_a_profile_nothing_changes():
    program, plain = (
        made(severity={"affirmed": "error"}),
        make_program(
            claim("calms", subject=["watched-substance", "none", "person"], points=3, severity={"affirmed": "error"}),
            cues=CUES,
            lists=LISTS,
            model=MODEL,
        ),
    )
    for text in ("Tea calms.", "Tea may calms.", "She says tea calms.", "Tea not calms."):
        for meta in ({}, {"profile": "default"}):
            assert severities(program, text, **meta) == severities(plain, text)


def test_stances_like_affirmed_count_and_are_as_grave():
    program = made(severity={"affirmed": "error", "hedged": "warning"})
    assert severities(program, "Tea may calms.") == ["warning"]
    assert severities(program, "She says tea calms.") == []
    assert severities(program, "Tea may calms.", profile="hard") == ["error"]
    report = check(program, "She says tea calms.", profile="hard")
    assert [finding.severity for finding in report.findings] == ["error"]
    assert ledger(report) == [(0.0, "profile hard: error, not let go", "stance attributed as grave as affirmed")]


def test_other_stances_stay_let_go():
    assert severities(made(), "Tea not calms.", profile="hard") == []


def test_a_rule_that_is_milder_stays_milder():
    assert severities(made(severity="warning"), "Tea may calms.", profile="hard") == ["warning"]
    assert severities(made(severity={"negated": "info"}), "Tea may calms.", profile="hard") == []


def test_medium_confidence_may_stay_an_error():
    program = made(points=1)
    assert severities(program, "Tea calms.") == ["warning"]
    report = check(program, "Tea calms.", profile="hard")
    assert [finding.severity for finding in report.findings] == ["error"]
    assert ledger(report) == [(0.0, "profile hard: error, not warning", "medium confidence")]


def test_a_stance_is_capped():
    program = made()
    report = check(program, "Tea may calms.", profile="soft")
    assert [finding.severity for finding in report.findings] == ["info"]
    assert ledger(report) == [(0.0, "profile soft: info, not error", "stance hedged")]
    assert severities(program, "Tea calms.", profile="soft") == ["error"]


def test_a_subject_is_capped():
    report = check(made(), "It calms.", profile="soft")
    assert [finding.severity for finding in report.findings] == ["warning"]
    assert ledger(report) == [(0.0, "profile soft: warning, not error", "subject none")]


def test_nothing_is_told_where_nothing_changes():
    assert ledger(check(made(), "Tea calms.", profile="soft")) == []


def test_thresholds_replace_those_of_the_model():
    program = made()
    report = check(program, "Tea calms.", profile="shops")
    assert [finding.severity for finding in report.findings] == ["info"]
    assert ledger(report) == [(0.0, "profile shops: thresholds of its own", "high 10, medium 9, low 2")]
    assert check(made(points=0.5), "Tea calms.", explain=True, profile="shops").let_go[0].reason == (
        "1.5 points are below the lowest threshold, 2"
    )


@pytest.mark.parametrize(
    ("text", "meta", "name"),
    [
        ("Tea.", {}, "default"),
        ("Tea.", {"profile": "hard"}, "hard"),
        ("Tea.", {"profile": "by-context"}, "default"),
        ("Tea.", {"profile": "by-context", "context": "public-health"}, "soft"),
        ("Tea.", {"profile": "by-context", "context": "commercial"}, "shops"),
        ("Tea.", {"context": "commercial"}, "default"),
        ("Tea.", {"profile": "by-context", "context": "editorial"}, "default"),
    ],
)
def test_which_profile_a_page_has(text, meta, name):
    page = make_page(made(), text, **meta)
    assert profile_of(page).name == name
    assert profile_of(page) is profile_of(page)


def test_front_matter_names_a_profile():
    text = "---\nhealthlint: {profile: soft}\n---\nTea may calms."
    assert severities(made(), text) == ["info"]
    assert severities(made(), text, profile="hard") == ["info"]


def test_a_profile_that_is_none_is_a_problem():
    report = check(made(), "---\nhealthlint: {profile: strikt}\n---\nTea.")
    assert [problem.message for problem in report.problems] == [
        "`strikt` is no profile: known are default, hard, soft, shops, by-context"
    ]


BUILT_IN = {
    "hedged": ("Kratom may cure chronic pain.", {"strict": "error", "public-health": "info"}),
    "affirmed": ("Kratom cures chronic pain.", {"strict": "error", "public-health": "error"}),
    "denied": ("Kratom does not cure chronic pain.", {"strict": None, "public-health": None}),
}


@pytest.fixture(scope="module")
def built_in():
    return programs.load((), cache=False).program


@pytest.mark.parametrize(("text", "expected"), BUILT_IN.values(), ids=BUILT_IN)
def test_the_built_in_profiles(built_in, text, expected):
    document = readers.read("page.md", text.encode())
    for name, severity in expected.items():
        report = engine.check(
            document, built_in, Selection.all_of(built_in), {"profile": (name,), "context": ("commercial",)}
        )
        claims = [each.severity for each in report.findings if each.rule.category == "disease-treatment"]
        assert claims == ([severity] if severity else [])


def test_a_configuration_names_a_profile_by_path(tmp_path, monkeypatch):
    from healthlint import config
    from healthlint.checker import Checker, Options

    monkeypatch.chdir(tmp_path)
    (tmp_path / ".healthlint.yaml").write_text(
        "profile: strict\noverrides:\n  - {paths: [news/], profile: public-health}\n"
    )
    found = Checker(Options(config=config.load(), cache=False))
    text = b"Kratom may cure chronic pain."

    def gravest(label):
        report = found.check(label, text)
        return {each.severity for each in report.findings if each.rule.category == "disease-treatment"}

    assert gravest("shop/a.md") == {"error"}
    assert gravest("news/a.md") == {"info"}


def test_a_configuration_that_names_no_profile_is_refused():
    from healthlint.checker import Checker, Options

    wrong = Config()
    wrong.page = {"profile": ("strikt",)}
    with pytest.raises(
        UsageError, match=r"no profile is named `strikt` \(did you mean \"strict\"\?\); known: .*strict.*by-context"
    ):
        Checker(Options(config=wrong, cache=False))


@pytest.mark.parametrize(
    ("profiles", "message"),
    [
        ({"a": {"about": "a", "contexts": ["commercial"]}, "b": {"about": "b", "contexts": ["commercial"]}}, "already"),
        ({"a": {"about": "a", "thresholds": {"high": 1}}}, "thresholds must fall"),
        ({"a": {}}, "about"),
        ({"a": {"about": "a", "stances": {"affirmd": "info"}}}, "affirmed"),
        ({"a": {"about": "a", "override": True}}, 'no profile "a" to override'),
        ({"by-context": {"about": "a"}}, "by-context"),
    ],
)
def test_mistakes(profiles, message):
    with pytest.raises(RulesetError, match=message):
        made(profiles=profiles)


def test_a_claim_that_is_as_sure_as_one_it_refines_keeps_within_its_profile():
    program = make_program(
        claim("calms", id="general", subject=["watched-substance"], points=3),
        claim("calms", id="special", subject=["watched-substance"], points=1, refines=["general"]),
        lists=LISTS,
        model=MODEL,
        profiles={
            "default": {"about": "nothing"},
            "mild": {"about": "a", "confidence": {"high": "warning", "medium": "info"}},
        },
    )
    (plain,) = check(program, "Tea calms.").findings
    assert (plain.rule.id, plain.confidence, plain.severity) == ("special", "high", "error")
    mild = check(program, "Tea calms.", profile="mild")
    assert [(finding.rule.id, finding.severity) for finding in mild.findings] == [("special", "warning")]
    assert ledger(mild) == [(0.0, "profile mild: warning, not error", "high confidence")]
