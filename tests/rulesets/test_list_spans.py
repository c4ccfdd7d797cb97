"""Which words the built-in lists tag, and which senses of the same words they must leave alone.

A list decides what a rule can see. These sentences pin the spans: the longest entry wins, but never at the cost of a
verb beside it, and an everyday sense of a medical word is no condition.
"""

from __future__ import annotations

import json

import pytest

from healthlint import programs
from healthlint.language.program import Program
from small_program import claim, make_page


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The built-in rulesets, and a rule that asks for every list of this file: one that no rule asks for has no tag."""
    asked = {case[0] for case in (*TAGGED, *OTHER_SENSES)} | {name for case in VERBS for name in case[:2]}
    probe = {
        "ruleset": "own/probe",
        "version": "1.0.0",
        "rules": [claim(*(f"{{{name}}}" for name in sorted(asked)), id="probe")],
    }
    path = tmp_path_factory.mktemp("rulesets") / "probe.yaml"
    path.write_text(json.dumps(probe), encoding="utf-8")
    return programs.load([str(path)], cache=False).program


def tagged(program: Program, name: str, text: str) -> list[str]:
    """The words of a text that the list `name` tags, the longest entry at each place."""
    page = make_page(program, text)
    number = program.tags.index(name)
    return [
        page.words(start, ends[0])
        for sentence in page.sentences
        for start, ends in sorted(sentence.places((number,)).items())
    ]


TAGGED = [
    # lay and medical names, plurals, both spellings, abbreviations
    ("condition", "Relief for high blood pressure and the flu", ["high blood pressure", "flu"]),
    ("condition", "A spray against cold sores and pink eye", ["cold sores", "pink eye"]),
    ("condition", "It shrinks tumours and tumors alike", ["tumours", "tumors"]),
    ("condition", "Good for haemorrhoids, hemorrhoids and piles", ["haemorrhoids", "hemorrhoids", "piles"]),
    ("condition", "Made for ADHD, COPD, IBS, PCOS and GERD", ["ADHD", "COPD", "IBS", "PCOS", "GERD"]),
    ("condition", "Our answer to a UTI, BPH or PTSD", ["UTI", "BPH", "PTSD"]),
    ("condition", "Helps with MS and RA", ["MS", "RA"]),
    (
        "condition",
        "For clogged arteries and narrowing of the arteries",
        ["clogged arteries", "narrowing of the arteries"],
    ),
    ("condition", "Ends hair loss and a low libido", ["hair loss", "low libido"]),
    ("condition", "Fights pancreatic cancer and melanoma", ["pancreatic cancer", "melanoma"]),
    ("condition", "Reverses a slipped disk and a torn ligament", ["slipped disk", "torn ligament"]),
    ("condition", "Against lazy eye, glue ear and athletes foot", ["lazy eye", "glue ear", "athletes foot"]),
    ("condition", "Kennel cough and feline leukemia virus", ["Kennel cough", "feline leukemia virus"]),
    ("symptom", "For a runny nose, brain fog and an upset stomach", ["runny nose", "brain fog", "upset stomach"]),
    ("symptom", "Swollen ankles and oedema go down", ["Swollen ankles", "oedema"]),
    # measures and germs
    ("biomarker", "Brings LDL, A1C and triglycerides down", ["LDL", "A1C", "triglycerides"]),
    ("biomarker", "Keeps blood sugar levels and cortisol in range", ["blood sugar levels", "cortisol"]),
    ("pathogen", "Destroys MRSA, E. coli and H1N1", ["MRSA", "E. coli", "H1N1"]),
    ("pathogen", "Stops SARS-CoV-2 and harmful bacteria", ["SARS-CoV-2", "harmful bacteria"]),
    # what a sentence is about
    ("medicine", "Naproxen and loratadine are sold in pharmacies", ["Naproxen", "loratadine"]),
    ("medicine", "A stool softener or an osmotic laxative", ["stool softener", "osmotic laxative"]),
    ("medicine", "Nicotine patches and the flu vaccine", ["Nicotine patches", "flu vaccine"]),
    ("medicine", "She had a magnesium sulfate injection", ["magnesium sulfate injection"]),
    ("care", "Hand washing, masks and ice packs", ["Hand washing", "masks", "ice packs"]),
    ("care", "Physiotherapy and breathing exercises", ["Physiotherapy", "breathing exercises"]),
    ("care", "Quitting smoking and a healthy diet", ["Quitting smoking", "healthy diet"]),
    ("supplement", "Melatonin, magnesium and vitamin D", ["Melatonin", "magnesium", "vitamin D"]),
    # effects in their forms, with and without the hyphen
    ("cure", "It cured him and is healing her", ["cured", "healing"]),
    ("relieve", "This soothes, eased and is calming", ["soothes", "eased", "calming"]),
    ("prevent", "Wards off colds and reduces your risk of flu", ["Wards off", "reduces your risk of"]),
    ("kill", "Kills germs and inactivates viruses", ["Kills", "inactivates"]),
    (
        "anti-property",
        "An anti-cancer, antitumor and anti diabetic herb",
        ["anti-cancer", "antitumor", "anti diabetic"],
    ),
    ("anti-property", "A virus-killing and anti-anxiety blend", ["virus-killing", "anti-anxiety"]),
]


@pytest.mark.parametrize(("name", "text", "words"), TAGGED)
def test_the_words_that_a_list_tags(program: Program, name: str, text: str, words: list[str]) -> None:
    assert [found for found in tagged(program, name, text) if found in words] == words


VERBS = [
    ("relieve", "condition", "This balm stops pain and headaches", "stops"),
    ("help", "condition", "Ginger aids with digestion", "aids"),
    ("treat", "condition", "It fights colds", "fights"),
    ("cure", "symptom", "Clears congestion", "Clears"),
    ("prevent", "condition", "Prevents strokes", "Prevents"),
    ("relieve", "condition", "Lowers high blood pressure", "Lowers"),
    ("kill", "pathogen", "Kills lice and their nits", "Kills"),
]


@pytest.mark.parametrize(("verb", "noun", "text", "word"), VERBS)
def test_a_long_name_never_swallows_the_verb(program: Program, verb: str, noun: str, text: str, word: str) -> None:
    assert word in tagged(program, verb, text)
    assert not any(found.split()[0] == word for found in tagged(program, noun, text))


OTHER_SENSES = [
    ("condition", "Fibre aids digestion and aids the body"),
    ("condition", "Send ms drafts to Ms Smith, who has MS Office"),
    ("condition", "Drink plenty of cold water and cold pressed juice"),
    ("condition", "It was a stroke of luck and a stroke of genius"),
    ("condition", "Brush strokes dry quickly"),
    ("condition", "New shock absorbers for the car"),
    ("condition", "There was a depression in the ground"),
    ("condition", "The Great Depression came later"),
    ("condition", "The shingles on the roof leak and roof shingles are cheap"),
    ("condition", "Boils in ten minutes"),
    ("condition", "A rash decision and a rash of burglaries"),
    ("condition", "Seizure of assets and product seizures"),
    ("condition", "Our hot spots cover the city"),
    ("condition", "Add to cart, ADD TO CART"),
    ("condition", "She scours the web and he strangles the weeds"),
    ("condition", "The company cuts the price"),
    ("condition", "A personal injury lawyer called"),
    ("condition", "An OA journal and a PID controller"),
    ("condition", "The song thrush and the wart hog"),
    ("condition", "Stop wasting time"),
    ("symptom", "To avoid confusion, read the label"),
    ("symptom", "The weaknesses of the study are listed"),
    ("symptom", "Metal fatigue and combat fatigues"),
    ("symptom", "No pain no gain"),
    ("withdrawal", "Withdrawals from the study and a withdrawal of cash"),
    ("withdrawal", "Sugar cravings in the afternoon"),
    ("biomarker", "She uses an insulin pump"),
    ("pathogen", "A computer virus and nutritional yeast"),
    ("pathogen", "Friendly bacteria and a can of worms"),
    ("medicine", "Herbal medicine and drug abuse"),
    ("medicine", "Berberine and insulin resistance"),
    ("medicine", "Take vitamin D, iron, folic acid and magnesium"),
    ("care", "Ice cream for the rest of us"),
    ("relieve", "The lower back and a control group"),
    ("treat", "A panic attack and over-the-counter sales"),
    ("cure", "Cleared by the FDA, with clear instructions"),
    ("cure", "Everything kicks in quickly"),
]


@pytest.mark.parametrize(("name", "text"), OTHER_SENSES)
def test_an_everyday_sense_is_left_alone(program: Program, name: str, text: str) -> None:
    assert tagged(program, name, text) == []
