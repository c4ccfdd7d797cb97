"""A ruleset as it was written: values with their places, not yet compiled.

`loading` makes these from YAML, `compiler` turns them into a program. Every string is a `Text`, so that a mistake found
late still names its line.
"""

from __future__ import annotations

from healthlint.errors import Mistake


class Text(str):
    """A string of a YAML file that knows its file, 1-based line and column, and dotted key."""

    __slots__ = ("column", "file", "key", "line")

    file: str
    line: int
    column: int
    key: str

    @classmethod
    def at(cls, value: str, file: str = "", line: int = 0, column: int = 0, key: str = "") -> Text:
        """A text with its place."""
        text = cls(value)
        text.file = file
        text.line = line
        text.column = column
        text.key = key
        return text

    def mistake(self, message: str) -> Mistake:
        """A mistake at this place."""
        return Mistake(self.file, self.line, self.key, message, self.column)


class EntryData:
    """One entry of a list: its words, and all other forms where they were spelt out (else None)."""

    __slots__ = ("forms", "word")

    def __init__(self, word: Text, forms: list[Text] | None = None) -> None:
        self.word = word
        self.forms = forms


class ListData:
    """A named word list.

    `inflect` is "verb", "noun", "adjective" or "none"; `subject` a subject class or ""; `mode` is "define", "extend" or
    "override"; `untested` says why no example reaches it ("" where one should).
    """

    __slots__ = (
        "about",
        "entries",
        "exceptions",
        "inflect",
        "licence",
        "mode",
        "name",
        "source",
        "subject",
        "untested",
    )

    def __init__(
        self,
        name: Text,
        entries: list[EntryData],
        about: str = "",
        inflect: str = "none",
        subject: str = "",
        exceptions: list[Text] | None = None,
        mode: str = "define",
        source: str = "",
        licence: str = "",
        untested: str = "",
    ) -> None:
        self.name = name
        self.entries = entries
        self.about = about
        self.inflect = inflect
        self.subject = subject
        self.exceptions = exceptions or []
        self.mode = mode
        self.source = source
        self.licence = licence
        self.untested = untested


class CueData:
    """A cue.

    `within` is in words (0: the whole sentence). `stance` and `context` are "" where it sets none. `points` count for
    the match, `vote` for the matches in the sentences around. `cancels` are the ids of cues that do not count beside
    it. `untested` as for lists.
    """

    __slots__ = (
        "about",
        "across_clauses",
        "cancels",
        "categories",
        "context",
        "exceptions",
        "id",
        "mode",
        "phrases",
        "points",
        "stance",
        "subjects",
        "untested",
        "vote",
        "where",
        "within",
    )

    def __init__(
        self,
        id: Text,
        phrases: list[Text],
        where: str,
        about: str = "",
        within: int = 0,
        across_clauses: bool = False,
        exceptions: list[Text] | None = None,
        stance: str = "",
        points: float = 0.0,
        context: str = "",
        categories: tuple[str, ...] = (),
        subjects: tuple[str, ...] = (),
        mode: str = "define",
        vote: float = 0.0,
        cancels: list[Text] | None = None,
        untested: str = "",
    ) -> None:
        self.id = id
        self.phrases = phrases
        self.where = where
        self.about = about
        self.within = within
        self.across_clauses = across_clauses
        self.exceptions = exceptions or []
        self.stance = stance
        self.points = points
        self.context = context
        self.categories = categories
        self.subjects = subjects
        self.mode = mode
        self.vote = vote
        self.cancels = cancels or []
        self.untested = untested


class ProfileData:
    """A profile: its keys as plain data. `override` says whether it takes the place of another."""

    __slots__ = ("name", "override", "values")

    def __init__(self, name: Text, values: dict[str, object], override: bool = False) -> None:
        self.name = name
        self.values = values
        self.override = override


class PatternData:
    """One pattern of a rule: a phrase, or a regular expression where `is_regex`.

    `points` None means the rule's; `untested` as for lists.
    """

    __slots__ = ("id", "is_regex", "points", "text", "untested")

    def __init__(
        self, text: Text, id: str = "", points: float | None = None, is_regex: bool = False, untested: str = ""
    ) -> None:
        self.text = text
        self.id = id
        self.points = points
        self.is_regex = is_regex
        self.untested = untested


class ExampleData:
    """One example of a rule.

    `kind` is "flag", "pass" or "gap"; `spans` are the marked spans (code points of `text`, marks taken out); `expect`
    holds the stance, severity, confidence, subject to check, `page` the context and topic to set; `also` names other
    rules that rightly find the same words.
    """

    __slots__ = ("also", "expect", "kind", "only", "page", "source", "spans", "text", "why")

    def __init__(
        self,
        kind: str,
        source: Text,
        text: str,
        spans: list[tuple[int, int]],
        expect: dict[str, str] | None = None,
        page: dict[str, str] | None = None,
        why: str = "",
        only: bool = False,
        also: list[Text] | None = None,
    ) -> None:
        self.kind = kind
        self.source = source
        self.text = text
        self.spans = spans
        self.expect = expect or {}
        self.page = page or {}
        self.why = why
        self.only = only
        self.also = also or []


class RuleData:
    """A rule as written.

    `values` holds the keys that all kinds share, `options` those of its kind, both as plain data with `Text` strings;
    keys that were left out are absent.
    """

    __slots__ = ("examples", "exceptions", "id", "kind", "options", "override", "patterns", "values")

    def __init__(
        self,
        id: Text,
        kind: str,
        values: dict[str, object],
        patterns: list[PatternData],
        exceptions: list[Text],
        options: dict[str, object],
        examples: list[ExampleData],
        override: bool = False,
    ) -> None:
        self.id = id
        self.kind = kind
        self.values = values
        self.patterns = patterns
        self.exceptions = exceptions
        self.options = options
        self.examples = examples
        self.override = override


class RulesetData:
    """A ruleset file.

    `label` is the file as the user knows it, `sha256` that of its bytes in hex; `references` maps an id to its fields;
    `model` is plain nested data.
    """

    __slots__ = (
        "cues",
        "description",
        "label",
        "lists",
        "model",
        "name",
        "profiles",
        "references",
        "rules",
        "sha256",
        "title",
        "version",
    )

    def __init__(
        self, label: str, sha256: str, name: Text, version: str, title: str = "", description: str = ""
    ) -> None:
        self.label = label
        self.sha256 = sha256
        self.name = name
        self.version = version
        self.title = title
        self.description = description
        self.references: dict[Text, dict[str, str]] = {}
        self.lists: list[ListData] = []
        self.cues: list[CueData] = []
        self.model: dict[str, object] = {}
        self.profiles: list[ProfileData] = []
        self.rules: list[RuleData] = []
