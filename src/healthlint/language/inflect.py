"""English inflection: the forms of a word, generated.

Over-generation is harmless: a form that nobody writes matches nothing. Forms of a verb are named `base`, `s`, `ing`
and `ed`; a noun has its plural, an adjective its degrees and its adverb.
"""

from __future__ import annotations

FORMS = ("base", "s", "ing", "ed")
"""The names of the forms of a verb."""

_VOWELS = "aeiou"

# base: (third person, -ing, past forms...); only what the regular rules get wrong
_VERBS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "be": ("is", "being", ("was", "were", "been", "are", "am")),
    "have": ("has", "having", ("had",)),
    "do": ("does", "doing", ("did", "done")),
    "go": ("goes", "going", ("went", "gone")),
    "quit": ("quits", "quitting", ("quit", "quitted")),
}
_PAST: dict[str, tuple[str, ...]] = {
    base: tuple(past.split())
    for base, past in (
        line.split(" ", 1)
        for line in """\
arise arose arisen
awake awoke awoken
beat beat beaten
become became become
begin began begun
bind bound
bite bit bitten
bleed bled
break broke broken
breed bred
bring brought
build built
burn burned burnt
buy bought
catch caught
choose chose chosen
come came come
cost cost
cut cut
deal dealt
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
fly flew flown
forbid forbade forbidden
forget forgot forgotten
get got gotten
give gave given
grow grew grown
hear heard
hide hid hidden
hit hit
hold held
hurt hurt
keep kept
know knew known
lay laid
lead led
learn learned learnt
leave left
let let
lie lay lain
lose lost
make made
mean meant
meet met
overcome overcame overcome
pay paid
prove proved proven
put put
read read
rid rid ridded
rise rose risen
run ran run
say said
see saw seen
seek sought
sell sold
send sent
set set
shake shook shaken
shed shed
show showed shown
shrink shrank shrunk
shut shut
sleep slept
slow slowed
speak spoke spoken
spend spent
split split
spread spread
stand stood
steal stole stolen
stick stuck
sting stung
stop stopped
strike struck stricken
sweep swept
swell swelled swollen
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
undergo underwent undergone
understand understood
uphold upheld
wake woke woken
wear wore worn
win won
withdraw withdrew withdrawn
withstand withstood
write wrote written""".splitlines()
    )
}
_PLURALS: dict[str, tuple[str, ...]] = {
    "child": ("children",),
    "woman": ("women",),
    "man": ("men",),
    "person": ("people", "persons"),
    "foot": ("feet",),
    "tooth": ("teeth",),
    "mouse": ("mice",),
    "life": ("lives",),
    "knife": ("knives",),
    "leaf": ("leaves",),
    "virus": ("viruses",),
    "bacterium": ("bacteria",),
    "fungus": ("fungi", "funguses"),
    "diagnosis": ("diagnoses",),
    "crisis": ("crises",),
    "analysis": ("analyses",),
    "hypothesis": ("hypotheses",),
    "neurosis": ("neuroses",),
    "psychosis": ("psychoses",),
    "metastasis": ("metastases",),
    "thrombosis": ("thromboses",),
    "criterion": ("criteria",),
    "phenomenon": ("phenomena",),
    "goose": ("geese",),
    "ox": ("oxen",),
    "half": ("halves",),
    "self": ("selves",),
    "stimulus": ("stimuli",),
}
_DOUBLED = {
    *("admit", "commit", "compel", "control", "defer", "deter", "equip", "expel", "forget", "incur", "occur", "permit"),
    *("prefer", "propel", "recur", "refer", "regret", "submit", "transfer", "unplug"),
}


_ADJECTIVES: dict[str, tuple[str, ...]] = {
    "good": ("better", "best", "well"),
    "bad": ("worse", "worst", "badly"),
    "true": ("truer", "truest", "truly"),
    "whole": ("wholly",),
}


def verb_forms(word: str) -> dict[str, tuple[str, ...]]:
    """The forms of a verb by name; `ed` holds past tense and participle."""
    if word in _VERBS:
        third, ing, past = _VERBS[word]
        return {"base": (word,), "s": (third,), "ing": (ing,), "ed": past}
    stems = _stems(word)
    regular = tuple(stem + "ed" if not stem.endswith("e") else stem + "d" for stem in _past_stems(word, stems))
    return {
        "base": (word,),
        "s": (_s(word),),
        "ing": tuple(stem + "ing" for stem in stems),
        "ed": _PAST.get(word, regular),
    }


def _stems(word: str) -> tuple[str, ...]:
    """What -ing is put to: relieve -> reliev, stop -> stopp, travel -> travel and travell."""
    if word.endswith("ie"):
        return (word[:-2] + "y",)
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and len(word) > 2:
        return (word[:-1],)
    if not _ends_short(word):
        return (word,)
    if word.endswith("ic"):
        return (word + "k",)
    doubled = word + word[-1]
    if word in _DOUBLED or _syllables(word) == 1:
        return (doubled,)
    return (word, doubled) if word[-1] in "ltpm" else (word,)


def _past_stems(word: str, stems: tuple[str, ...]) -> tuple[str, ...]:
    if word.endswith("y") and word[-2:-1] not in tuple(_VOWELS):
        return (word[:-1] + "i",)
    return (word,) if word.endswith("e") else stems


def _ends_short(word: str) -> bool:
    return (
        len(word) > 2
        and word[-1] not in _VOWELS + "wxy"
        and word[-1].isalpha()
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    )


def _syllables(word: str) -> int:
    return sum(
        char in _VOWELS + "y" and (index == 0 or word[index - 1] not in _VOWELS + "y")
        for index, char in enumerate(word)
    )


def _s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in tuple(_VOWELS):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")) or (word.endswith("o") and word[-2:-1] not in tuple(_VOWELS)):
        return word + "es"
    return word + "s"


def noun_forms(word: str) -> tuple[str, ...]:
    """A noun and its plurals."""
    if word in _PLURALS:
        return (word, *_PLURALS[word])
    if word.endswith("sis"):
        return (word, word[:-2] + "es")
    return (word, _s(word))


def adjective_forms(word: str) -> tuple[str, ...]:
    """An adjective, its degrees where it is short, and its adverb."""
    if word in _ADJECTIVES:
        return (word, *_ADJECTIVES[word])
    forms = [word]
    stem = word[:-1] + "i" if word.endswith("y") else word
    if _syllables(word) <= 2 and len(word) <= 8:
        short = stem + stem[-1] if _ends_short(word) and _syllables(word) == 1 else stem.removesuffix("e")
        forms += [short + "er", short + "est"]
    if word.endswith("ic"):
        forms.append(word + "ally")
    elif word.endswith("ll"):
        forms.append(word + "y")
    elif word.endswith("le") and word[-3:-2] not in tuple(_VOWELS):
        forms.append(word[:-1] + "y")
    else:
        forms.append(stem + "ly")
    return tuple(forms)


def all_forms(word: str) -> tuple[str, ...]:
    """Every inflection of a word as a verb and as a noun, the word first."""
    forms = [word]
    for group in verb_forms(word).values():
        forms += group
    forms += noun_forms(word)
    return tuple(dict.fromkeys(forms))
