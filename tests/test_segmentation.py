from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from healthlint import segmentation
from healthlint.document import Document
from healthlint.segmentation import LONGEST_SENTENCE, Text
from healthlint.words import NUMBER, PUNCTUATION, QUIET, Keys, fold, split
from small_program import make_document


def sentences(text: str) -> list[str]:
    found = Text(make_document(text), Keys())
    return [text[found.starts[first] : found.ends[last - 1]] for first, last, _ in found.sentences]


ONE_SENTENCE = [
    "Dr. Smith and Mrs. Jones drank tea.",
    "Take approx. 5 cups, i.e. one at a time, e.g. at noon.",
    "Ask J. Smith or A. B. Miller about tea.",
    "Guy Abraham M. D. wrote about tea",
    "See fig. 3, vol. 12, no. 5, pp. 7 and sec. 2.",
    "It was Jan. 5 when the shop closed",
    "A dose of 0.5 mg per 2.5 kg in 1,000 people",
    "The U.S. Food and Drug Administration wrote a letter",
    "It was written by Abou et al. (2019) in May",
    "Tea vs. coffee, cups etc. and spoons",
    "about 5 min. of rest and 2 tsp. of salt",
    "It was calm ... and then it rained",
    "It was calm… and then it rained",
    "It can treat … Arthritis and gout",
    "Good for ... Asthma",
    "Tea, … Rooibos and maté",
    "… Tea is old",
    'They asked "is it safe?" and left',
    'She cried "how good!" and left',
    "Yahoo! answers nothing",
    "Bring St. John's wort",
    "Visit example.com or node.js today",
    "A letter from Mt. Airy",
    "Ask Dr.Smith today",
    "We (Smith et al. found it) agree",
    "(It rained.)",
    'He said "stop."',
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_what_ends_no_sentence(text: str) -> None:
    assert len(sentences(text)) == 1


TWO_SENTENCES = [
    ("It works. It helps.", "It works."),
    ("Does it work? It does.", "Does it work?"),
    ("It works! Buy it.", "It works!"),
    ("It works!!! Buy it.", "It works!!!"),
    ("Really?! Yes.", "Really?!"),
    ("It needs vitamin C. It helps.", "It needs vitamin C."),
    ("It needs vitamins D and K. It helps.", "It needs vitamins D and K."),
    ("It was hepatitis B. Rest helped.", "It was hepatitis B."),
    ("Grown in the U.S. It helps.", "Grown in the U.S."),
    ("Open until 10 p.m. The shop closes then.", "Open until 10 p.m."),
    ("Tea, cups, etc. They help.", "Tea, cups, etc."),
    ("It weighs 5 kg. It helps.", "It weighs 5 kg."),
    ("Sold by Tea Inc. It helps.", "Sold by Tea Inc."),
    ("It was calm... Then it rained.", "It was calm..."),
    ("It was calm… Then it rained.", "It was calm…"),
    ('He said "stop." It helped.', 'He said "stop."'),
    ("He said “stop.” It helped.", "He said “stop.”"),
    ("He said ‘stop.’ It helped.", "He said ‘stop.’"),
    ("(It rained.) It helped.", "(It rained.)"),
    ('He asked "is it safe?" It was.', 'He asked "is it safe?"'),
    ("It helps.* Ask us.", "It helps.*"),
    ("It helps.† Ask us.", "It helps.†"),
    ("It helps.¹² Ask us.", "It helps.¹²"),
    ("It helps.[1] Ask us.", "It helps.[1]"),
    ("It helps.[1,2–5] Ask us.", "It helps.[1,2–5]"),
    ("It helps.12 Ask us.", "It helps.12"),
    ("It helps people.Ask us.", "It helps people."),
    ("Does it help people?Ask us.", "Does it help people?"),
    ("it helps people. ask us.", "it helps people."),
    ("The year was 2020. Tea was sold.", "The year was 2020."),
    ("It helps. 5 cups are enough.", "It helps."),
    ("It helps。 Ask us。", "It helps。"),
    ("It helps． Ask us.", "It helps．"),
    ('It helps. "Ask us" they say.', "It helps."),
    ("It helps. (Ask us)", "It helps."),
]


@pytest.mark.parametrize(("text", "first"), TWO_SENTENCES)
def test_what_ends_a_sentence(text: str, first: str) -> None:
    found = sentences(text)
    assert len(found) == 2
    assert text.startswith(first + text[len(first) : text.index(found[1])])
    assert found[0] == first.rstrip("’")


def test_no_sentence_leaves_its_region() -> None:
    assert sentences("It helps\n\nAsk us") == ["It helps", "Ask us"]


def test_a_region_without_a_word_has_no_sentence() -> None:
    assert sentences("🍵\n\nAsk us") == ["Ask us"]


SAME = [
    ("CAFÉ", "cafe"),
    ("cafe\u0301", "cafe"),
    ("ﬁght", "fight"),
    ("ｋｒａｔｏｍ", "kratom"),
    ("kra\u00adtom", "kratom"),
    ("kra\u200btom", "kratom"),
    ("kra\u2060tom", "kratom"),
    ("kr\u0430t\u043em", "kratom"),  # Cyrillic
    ("kr\u03b1tom", "kratom"),  # Greek
    ("𝐤𝐫𝐚𝐭𝐨𝐦", "kratom"),
    ("isn’t", "isn't"),
    ("isnʼt", "isn't"),
    ("isn´t", "isn't"),
    ("kratom's", "kratom"),
    ("kratom’s", "kratom"),
    ("that's", "that's"),
    ("let’s", "let's"),
    ("kratom²", "kratom"),
    ("_kratom_", "kratom"),
    ("U.S.A.", "usa"),
    ("U.S.", "u.s."),
    ("Straße", "strasse"),
    ("İstanbul", "istanbul"),
    ("&", "and"),
    ("“", '"'),
    ("€", "$"),
    ("—", "--"),
    ("–", "--"),
    ("?!", "?"),
    ("!!", "!"),
    ("…", "…"),
    ("...", "…"),
    ("..", "."),
    ("…!", "!"),
    ("…?", "?"),
    ("™", "™"),
    ("®", "™"),
    ("℠", "™"),
]


@pytest.mark.parametrize(("raw", "key"), SAME)
def test_keys(raw: str, key: str) -> None:
    assert fold(raw) == key


DIFFERENT = ["правда", "αυτό", "мир", "µg"]


@pytest.mark.parametrize("raw", DIFFERENT)
def test_a_word_of_another_script_stays_what_it_is(raw: str) -> None:
    assert not fold(raw).isascii()


TOKENS = [
    ("patients' pain", ["patients", "pain"]),
    ("rock 'n' roll", ["rock", "n", "roll"]),
    ("non-addictive, or not", ["non", "addictive", ",", "or", "not"]),
    ("calm - or so", ["calm", "-", "or", "so"]),
    ("calm--or so", ["calm", "--", "or", "so"]),
    ("calm—or so", ["calm", "—", "or", "so"]),
    ("90% of 1,000.5", ["90", "%", "of", "1,000.5"]),
    ("risk \u200b of", ["risk", "of"]),
    ("risk\u00a0of", ["risk", "of"]),
    ("tea™ and soup®", ["tea", "™", "and", "soup", "®"]),
    ("it’s", ["it’s"]),
    ("", []),
    (" \u200b🍵", []),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert split(text) == tokens


def test_a_number_that_no_rule_names_is_any_number() -> None:
    keys = Keys(numbers=frozenset(["12"]))
    assert [keys[raw] for raw in ("12", "13", "3.5", "1,000", "½", "5mg", "covid19")] == [
        "12",
        *[NUMBER] * 4,
        "5mg",
        "covid19",
    ]
    assert Keys()["13"] == "13"


def test_a_number_is_a_word_and_the_sign_is_none() -> None:
    keys = Keys(numbers=frozenset())
    assert keys["13"] not in PUNCTUATION
    assert keys["#"] in PUNCTUATION & QUIET


def test_exact_words() -> None:
    keys = Keys({"AIDS": "=AIDS"})
    assert [keys[raw] for raw in ("AIDS", "aids", "Aids", "AIDS's", "AIDS’s")] == [
        "=AIDS",
        "aids",
        "aids",
        "=AIDS",
        "=AIDS",
    ]


def test_keys_forget_before_they_fill_the_memory() -> None:
    keys = Keys({"AIDS": "=AIDS"})
    for number in range(120_000):
        assert keys[f"word{number}x"] == f"word{number}x"
    assert len(keys) < 60_000
    assert keys["AIDS"] == "=AIDS"


def test_endless_words_are_not_kept() -> None:
    keys = Keys()
    assert keys["a" * 100_000] == "a" * 100_000
    assert not keys


def test_a_long_sentence_is_cut_at_punctuation() -> None:
    words = ", ".join(["tea"] * 400)
    text = Text(make_document(words), Keys())
    lengths = [last - first for first, last, _ in text.sentences]
    assert max(lengths) <= LONGEST_SENTENCE
    assert sum(lengths) == len(text.keys)
    assert all(text.keys[last - 1] == "," for last in text.lasts[:-1])


ENDLESS = [
    "a",
    "(",
    ")",
    ".",
    ". ",
    "[1]",
    "a.",
    "A.a",
    "'",
    "’a",
    "1",
    "1,",
    "1.",
    "-",
    "—",
    " -",
    "…",
    '."',
    "\u200b",
    "é",
    "]",
    '"',
]


class Counted(str):
    """A text that counts the characters that are taken out of it."""

    __slots__ = ()
    taken = 0

    def __getitem__(self, key: object) -> str:
        found = str.__getitem__(self, key)  # type: ignore[index]
        Counted.taken += len(found)
        return found


@pytest.mark.parametrize("piece", ENDLESS)
def test_a_long_run_of_one_thing_is_read_in_one_pass(piece: str) -> None:
    size = 200_000 // len(piece)
    document = make_document("")
    document.prose = Counted(piece * size)
    document.regions[0].end = len(document.prose)
    Counted.taken = 0
    text = Text(document, Keys())
    assert Counted.taken <= 8 * len(document.prose)
    assert all(last - first <= LONGEST_SENTENCE for first, last, _ in text.sentences)


def test_what_looks_like_initials_without_end_is_read_in_one_pass() -> None:
    # with a look ahead from every letter this would take minutes
    assert len(split("a." * 200_000 + "b")) > 50_000


PIECES = st.sampled_from(
    [
        "tea",
        "Tea",
        "helps",
        "Dr",
        "U.S.",
        "e.g.",
        "C",
        "12",
        "3.5",
        ".",
        "!",
        "?",
        "…",
        '"',
        "”",
        ")",
        "(",
        "[1]",
        "¹",
        " ",
        "\n",
        ",",
        ";",
        "—",
        "-",
        "é",
        "🍵",
        "\u00ad",
        "’s",
        "*",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_sentences_hold_every_token_once_and_in_order(text: str) -> None:
    found = Text(make_document(text), Keys())
    assert [at for first, last, _ in found.sentences for at in range(first, last)] == list(range(len(found.keys)))
    assert all(first < last for first, last, _ in found.sentences)
    assert all(end <= start for end, start in zip(found.ends, found.starts[1:], strict=False))
    for at, key in enumerate(found.keys):
        raw = text[found.starts[at] : found.ends[at]]
        assert key == Keys()[raw] != ""


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=12))
def test_composed_and_decomposed_words_have_one_key(word: str) -> None:
    marks = [char for char in unicodedata.normalize("NFD", word) if unicodedata.combining(char)]
    assume(all("\u0300" <= mark <= "\u036f" for mark in marks))  # those of Latin, Greek and Cyrillic letters
    composed = [fold(raw) for raw in split(unicodedata.normalize("NFC", word))]
    decomposed = [fold(raw) for raw in split(unicodedata.normalize("NFD", word))]
    assert composed == decomposed


def test_the_offsets_are_those_of_the_prose() -> None:
    document = Document("page.txt", "")
    document.prose = "ﬁrst “se\u00adcond” third."
    document.regions = make_document(document.prose).regions
    text = Text(document, Keys())
    words = [document.prose[start:end] for start, end in zip(text.starts, text.ends, strict=True)]
    assert words == ["ﬁrst", "“", "se\u00adcond", "”", "third", "."]
    assert text.keys == ["first", '"', "second", '"', "third", "."]


def test_nothing_of_the_text_is_read_twice_by_recursion() -> None:
    limit = sys.getrecursionlimit()
    assert len(sentences("Tea. " * (limit * 2))) == limit * 2


ENDLESS = [
    ("words", "walk by the river, then rest. "),
    ("hyphens", "well-known, it's a 1,000-fold - or more - so; "),
    ("marks", "a… b?! (c) “d” e.g. 5 % "),
    ("no letters before spaces", ". , ; ! "),
    ("no spaces", "tea-and-coffee,"),
    ("astral", "𝒂 🍵 tea \u0301 x "),
    ("line feeds", "one two\nthree\n"),
]


@pytest.mark.parametrize("unit", [unit for _, unit in ENDLESS], ids=[name for name, _ in ENDLESS])
@pytest.mark.parametrize("stretch", [1, 2, 3, 7, 50])
def test_a_line_that_is_read_in_stretches_has_the_same_words(
    unit: str, stretch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document("Tea.\n\n" + unit * 40 + "\n\n" + unit)
    assert_same_in_stretches(document, stretch, monkeypatch)


def assert_same_in_stretches(document: Document, stretch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Text(document, Keys())
    with monkeypatch.context() as patch:
        patch.setattr(segmentation, "_STRETCH", stretch)
        parted = Text(document, Keys())
    assert parted.keys == whole.keys
    assert (parted.starts, parted.ends) == (whole.starts, whole.ends)
    assert list(parted.sentences) == list(whole.sentences)


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from("ab1 .,-'’\"“…?\n\u0301\u00ad🍵é$%()*"), max_size=60), st.integers(1, 12))
def test_any_text_that_is_read_in_stretches_has_the_same_words(text: str, stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert_same_in_stretches(make_document(text), stretch, patch)


CUTS = [
    ("one two three", 3, 13, 3),
    ("one two three", 2, 13, 3),
    ("one two three", 4, 13, 7),  # the first space behind the stretch
    ("one, two three", 2, 14, 8),  # not behind a mark
    ("one two three", 9, 13, 15),  # no space: two signs more
    ("one, two. three", 2, 15, 17),
    ("one two three", 4, 6, 8),  # nor one behind the end
]


@pytest.mark.parametrize(("prose", "stretch", "end", "cut"), CUTS)
def test_where_a_long_line_is_cut(
    prose: str, stretch: int, end: int, cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segmentation, "_STRETCH", stretch)
    assert segmentation._cut(prose, 0, end) == cut


def test_a_line_is_cut_only_where_it_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    cuts: list[tuple[int, int]] = []
    cut = segmentation._cut

    def counted(prose: str, start: int, end: int) -> int:
        cuts.append((start, end))
        return cut(prose, start, end)

    monkeypatch.setattr(segmentation, "_cut", counted)
    monkeypatch.setattr(segmentation, "_STRETCH", 10)
    Text(make_document("five words in a row"), Keys())
    assert not cuts
    Text(make_document("seven words that stand in a row"), Keys())
    assert cuts == [(0, 31)]
