"""The built-in rules of kind terminology: what they offer as a fix, and sentences that need no advice."""

from __future__ import annotations

import functools

import pytest

from healthlint.language.compiler import compile_rulesets
from healthlint.language.program import Program
from healthlint.loading import load_rulesets, locate
from healthlint.report import FileReport
from small_program import check


@functools.cache
def builtin() -> Program:
    return Program(compile_rulesets(load_rulesets(locate.builtin_files())))


def advice(text: str) -> FileReport:
    report = check(builtin(), text)
    report.findings = [finding for finding in report.findings if finding.rule.kind == "terminology"]
    return report


FIXES = [
    ("The actor committed suicide in May.", "The actor died by suicide in May."),
    ("Some commit suicide at home.", "Some die by suicide at home."),
    ("Nobody commits suicide lightly.", "Nobody dies by suicide lightly."),
    ("Committing suicide is no way out.", "Dying by suicide is no way out."),
    ("A failed suicide attempt left scars.", "A suicide attempt left scars."),
    ("My aunt is confined to a wheelchair.", "My aunt uses a wheelchair."),
    ("Both are confined to a wheelchair.", "Both use a wheelchair."),
    ("Morbid obesity is treated here.", "Severe obesity is treated here."),
    ("Lead can cause mental retardation.", "Lead can cause intellectual disability."),
    ("Her manic depression began at twenty.", "Her bipolar disorder began at twenty."),
]


@pytest.mark.parametrize(("text", "fixed"), FIXES)
def test_a_fix_makes_a_right_sentence(text: str, fixed: str) -> None:
    (finding,) = advice(text).findings
    fix = finding.fix
    assert fix is not None
    assert text[: fix.start] + fix.text + text[fix.end :] == fixed


NO_FIX = [
    "He was a heroin addict.",
    "She is wheelchair-bound.",
    "Medication-assisted treatment helped.",
    "Drug abuse rose.",
]


@pytest.mark.parametrize("text", NO_FIX)
def test_what_has_several_right_words_has_no_fix(text: str) -> None:
    (finding,) = advice(text).findings
    assert finding.fix is None
    assert finding.suggestion


SEVERITIES = [
    ("Addicts came in.", "warning"),
    ("An insane asylum stood here.", "warning"),
    ("He is mentally retarded.", "warning"),
    ("He committed suicide.", "warning"),
    ("An alcoholic came in.", "info"),
    ("Drug abuse rose.", "info"),
    ("Diabetics came in.", "info"),
    ("The elderly came in.", "info"),
    ("Opioid replacement therapy helps.", "info"),
]


@pytest.mark.parametrize(("text", "severity"), SEVERITIES)
def test_only_what_plainly_stigmatises_is_a_warning(text: str, severity: str) -> None:
    (finding,) = advice(text).findings
    assert finding.severity == severity


FINE = [
    "The National Institute on Drug Abuse and SAMHSA publish data.",
    "The Substance Abuse and Mental Health Services Administration runs a helpline.",
    "The National Institute on Alcohol Abuse and Alcoholism advises adults.",
    "Narcotics Anonymous and Alcoholics Anonymous hold meetings.",
    "The Misuse of Drugs Act lists it.",
    "The drug has a low drug abuse potential.",
    "“Junkies,” the headline read, “die alone.”",
    "I'm a recovering addict, and I run marathons.",
    "Stay clean: wash your hands before you cook.",
    "Wear clean socks every day.",
    "Users of the app can log their sleep.",
    "Physical abuse and child abuse are crimes.",
    "Users may abuse the trust of others.",
    "Eating late became a habit.",
    "Have no alcoholic drinks with it.",
    "Alcoholic hepatitis and non-alcoholic fatty liver disease differ.",
    "Diabetic ketoacidosis is an emergency.",
    "A diabetic diet holds little sugar.",
    "Epileptic seizures last a few minutes.",
    "Patients with obesity often lose weight.",
    "If you are overweight or obese, ask about support.",
    "Adults who are disabled can apply.",
    "Nicotine replacement therapy and hormone replacement therapy are medicines.",
    "Psychomotor retardation can be a symptom.",
    "Suicide prevention works; call 988.",
    "We are committed to suicide prevention.",
    "The crazy weather gave her a headache.",
    "Victims of violence can call us.",
    "The elderly man ate well.",
    "The option is disabled by default.",
    "Addiction is a disease, and opioids are addictive.",
]


@pytest.mark.parametrize("text", FINE)
def test_sentences_that_need_no_advice(text: str) -> None:
    report = advice(text)
    assert [text[finding.start : finding.end] for finding in report.findings] == []
