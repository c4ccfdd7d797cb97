"""Many phrases are found in a sentence at once, and just as each would be alone."""

from __future__ import annotations

import random
import re

from healthlint.suppression.phrases import Phrases


def is_whole(phrase: str, sentence: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", sentence) is not None


def test_phrases_as_each_alone() -> None:
    chance = random.Random(7)
    signs = "ab_1 .,’-é"
    for _ in range(2_000):
        phrases = {"".join(chance.choices(signs, k=chance.randint(1, 5))) for _ in range(6)}
        sentence = "".join(chance.choices(signs, k=chance.randint(0, 30)))
        assert Phrases(phrases).within(sentence) == {each for each in phrases if is_whole(each, sentence)}


def test_the_shorter_and_the_longer() -> None:
    found = Phrases(["cures", "cures pain", "pain", "cure", "pains"]).within("it cures pain.")
    assert found == {"cures", "cures pain", "pain"}
