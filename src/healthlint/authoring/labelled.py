"""Labelled text from JSONL: one object a line with a text and the claims that must be found in it.

docs/evaluating.md describes the form. Nothing here runs a rule; every mistake names its file, line and key.
"""

from __future__ import annotations

import json
import re

from healthlint.authoring.labels import FORMATS, PAGE, Expected, Known, Labelled
from healthlint.errors import InputError, LabelsError, Mistake
from healthlint.loading.fields import guess
from healthlint.rule import CATEGORIES, CONTEXTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

LARGEST = 5_000_000
"""Bytes of a text at most: an example is short."""

_KEYS = ("id", "text", "format", "expect", *PAGE)
_EXPECTED_KEYS = ("category", "rule", "quote", "start", "end")


def read_labelled(path: str, label: str, known: Known) -> list[Labelled]:
    """The lines of a file that is called `label`; empty lines are passed over.

    Raises InputError where it can't be read, LabelsError with every mistake in it.
    """
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
    except OSError as error:
        raise InputError(label, f"can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(label, f"line {line} is not UTF-8: save it as UTF-8", line) from error
    reader = _Reader(label, known)
    found = [reader.read(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not found:
        reader.tell(0, "", "holds no labelled text: write one JSON object a line")
    if reader.mistakes:
        raise LabelsError(reader.mistakes)
    return found


class _Reader:
    """Reads the lines of one file and gathers their mistakes."""

    def __init__(self, label: str, known: Known) -> None:
        self._label = label
        self._known = known
        self._ids: dict[str, int] = {}
        self.mistakes: list[Mistake] = []

    def tell(self, line: int, key: str, message: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(self._label, line, key, message))

    def read(self, number: int, line: str) -> Labelled:
        """What a line says; where it is wrong, the mistakes are noted."""
        entry = Labelled(self._label, number)
        values = self._values(number, line)
        if values is None:
            return entry
        self._refuse_unknown(number, "", values, _KEYS)
        entry.text = self._text(number, values)
        entry.id = self._id(number, values)
        if "format" in values:
            entry.format = self._word(number, "format", values["format"], FORMATS)
        for key in PAGE:
            if key in values:
                entry.page[key] = self._page(number, key, values[key])
        entry.expect = self._expected(number, values, entry.text)
        return entry

    def _values(self, number: int, line: str) -> dict[str, Any] | None:
        twice: list[str] = []

        def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
            names = [name for name, _ in pairs]
            twice.extend(name for name in dict.fromkeys(names) if names.count(name) > 1)
            return dict(pairs)

        try:
            values = json.loads(line, object_pairs_hook=once)
        except json.JSONDecodeError as error:
            place = Mistake(self._label, number, "", f"is no JSON: {error.msg}", error.colno)
            self.mistakes.append(place)
            return None
        except (ValueError, RecursionError):
            self.tell(
                number, "", "is no JSON that can be read: it is nested too deep, or holds a number that is too long"
            )
            return None
        for name in twice:
            self.tell(number, name, "stands here twice")
        if not isinstance(values, dict):
            self.tell(number, "", 'is no object: write {"text": "...", "expect": []}')
            return None
        return values

    def _refuse_unknown(self, number: int, place: str, values: dict[str, Any], allowed: tuple[str, ...]) -> None:
        for key in values:
            if key not in allowed:
                self.tell(
                    number, place, f'unknown key "{key[:60]}"{guess(key, allowed)}: allowed are {", ".join(allowed)}'
                )

    def _text(self, number: int, values: dict[str, Any]) -> str:
        text = values.get("text")
        if not isinstance(text, str) or not text.strip():
            self.tell(number, "text", "must be there and hold words")
            return ""
        try:
            size = len(text.encode())
        except UnicodeEncodeError:
            self.tell(number, "text", "holds half a character (a lone surrogate)")
            return ""
        if size > LARGEST:
            self.tell(number, "text", f"is larger than {LARGEST // 1_000_000} MB: split it")
        return text

    def _id(self, number: int, values: dict[str, Any]) -> str:
        name = values.get("id", str(number))
        if not isinstance(name, str | int) or isinstance(name, bool) or not str(name).strip():
            self.tell(number, "id", "must be a word or a number")
        elif self._ids.setdefault(str(name), number) != number:
            self.tell(number, "id", f'"{name}" is the id of line {self._ids[str(name)]} already')
        return str(name)

    def _word(self, number: int, key: str, value: object, allowed: Iterable[str]) -> str:
        names = tuple(allowed)
        if isinstance(value, str) and value in names:
            return value
        close = guess(value, names) if isinstance(value, str) else ""
        shown = json.dumps(value)[:60]
        self.tell(number, key, f"must be one of {', '.join(names)}, not {shown}{close}")
        return names[0]

    def _page(self, number: int, key: str, value: object) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value]
        words = tuple([word for word in values if isinstance(word, str) and word.strip()])
        if not words or len(words) < len(values) or (isinstance(value, list) and key not in ("topic", "jurisdictions")):
            several = " or a list of words" if key in ("topic", "jurisdictions") else ""
            self.tell(number, key, f"must be a word{several}")
            return ()
        allowed = {"context": CONTEXTS, "jurisdictions": sorted(self._known.jurisdictions)}.get(key)
        return tuple([self._word(number, key, word, allowed) for word in words]) if allowed else words

    def _expected(self, number: int, values: dict[str, Any], text: str) -> list[Expected]:
        given = values.get("expect")
        if not isinstance(given, list):
            self.tell(
                number, "expect", "must be a list of the claims that are there: [] where the text must stay silent"
            )
            return []
        made = [self._one(number, f"expect[{at}]", item, text) for at, item in enumerate(given)]
        return [expected for expected in made if expected is not None]

    def _one(self, number: int, key: str, item: object, text: str) -> Expected | None:
        if not isinstance(item, dict):
            self.tell(number, key, 'must be an object: {"category": "...", "quote": "..."}')
            return None
        self._refuse_unknown(number, key, item, _EXPECTED_KEYS)
        if ("category" in item) == ("rule" in item):
            self.tell(number, key, "must have either category or rule")
            return None
        start, end = self._span(number, key, item, text)
        if "category" in item:
            category = self._word(number, f"{key}.category", item["category"], CATEGORIES)
            return Expected(category, "", start, end)
        return self._of_rule(number, f"{key}.rule", item["rule"], start, end)

    def _of_rule(self, number: int, key: str, name: object, start: int, end: int) -> Expected | None:
        if isinstance(name, str) and name in self._known.claims:
            return Expected(self._known.claims[name], name, start, end)
        if isinstance(name, str) and name in self._known.others:
            self.tell(number, key, f"{name} is of the kind {self._known.others[name]}: only claims are counted")
            return None
        close = guess(name, self._known.claims) if isinstance(name, str) else ""
        self.tell(number, key, f"there is no rule {json.dumps(name)[:60]}{close}")
        return None

    def _span(self, number: int, key: str, item: dict[str, Any], text: str) -> tuple[int, int]:
        """The place of an expected claim: the whole text where it is not said."""
        by_place = "start" in item or "end" in item
        if "quote" in item and by_place:
            self.tell(number, key, "must have either quote or start and end")
        elif "quote" in item:
            return self._quoted(number, f"{key}.quote", item["quote"], text)
        elif by_place:
            start, end = item.get("start"), item.get("end")
            if type(start) is int and type(end) is int and 0 <= start < end <= len(text):
                return start, end
            self.tell(number, key, f"start and end must be code points of the text: 0 <= start < end <= {len(text)}")
        return 0, len(text)

    def _quoted(self, number: int, key: str, quote: object, text: str) -> tuple[int, int]:
        """The place of some words in the text; white space stands for any white space."""
        words = quote.split() if isinstance(quote, str) else []
        if not words:
            self.tell(number, key, "must hold words of the text")
            return 0, len(text)
        found = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, words)), text)]
        if len(found) == 1:
            return found[0]
        if text:
            what = (
                f"stands in the text {len(found)} times: give start and end instead"
                if found
                else "does not stand in the text"
            )
            self.tell(number, key, f'"{" ".join(words)[:60]}" {what}')
        return 0, len(text)
