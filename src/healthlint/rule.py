"""Rules as data: what a compliance officer wrote, after loading. Nothing here interprets a rule."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KINDS = ("claim", "disclaimer", "evidence", "readability", "terminology", "directive")
"""The kinds of findings and of rules; those of kind `directive` find what is wrong with suppressions."""

CATEGORIES = (
    "disease-treatment",
    "withdrawal-aid",
    "addiction-safety",
    "safety-absolute",
    "natural-safe",
    "drug-comparison",
    "scientific-proof",
    "efficacy-unsupported",
    "guarantee",
    "testimonial",
    "fda-approval",
    "dosage-advice",
    "immune",
    "weight-loss",
)
"""What a claim says or implies of a product."""

SUBJECTS = ("watched-substance", "product", "topic", "medicine", "care", "person", "other", "none")
"""What a claim can be about. `topic` is the subject of the page, `none` is nobody found."""

CONTEXTS = ("commercial", "editorial", "public-health", "unknown")
"""What a page is for."""


SOURCES = ("link", "footnote", "citation")
"""What can serve a statement as its source, beside words that name one."""

DEFAULT_PROFILE = "default"
"""The profile of a page for which none is named."""

BY_CONTEXT = "by-context"
"""In place of a profile: that which fits what the page is for."""

HOME = "US"
"""The jurisdiction of a page and a run that name none."""


WHOLE = ("disclaimer", "readability")
"""The kinds of rules that look at a page as a whole."""


class Reference:
    """An authority: `title`, `citation`, `url`, and the day on which it was read (ISO, "" where it was not)."""

    __slots__ = ("citation", "id", "read", "title", "url")

    def __init__(self, id: str, title: str, citation: str, url: str, read: str = "") -> None:
        self.id = id
        self.title = title
        self.citation = citation
        self.url = url
        self.read = read


RULE_FIELDS = (
    "id",
    "kind",
    "ruleset",
    "category",
    "title",
    "message",
    "severity",
    "points",
    "subjects",
    "scopes",
    "contexts",
    "jurisdictions",
    "audience",
    "rationale",
    "suggestion",
    "references",
    "since",
    "options",
    "refines",
)
"""What a rule is made of, in order."""


def holds(jurisdictions: Sequence[str], places: Iterable[str]) -> bool:
    """Whether what is about some jurisdictions (none: about all) holds in one of these places. What holds in a country
    holds in its states.
    """
    return not jurisdictions or any(
        each == own or each.startswith(own + "-") for each in places for own in jurisdictions
    )


class Rule:
    """One rule, ready to be used.

    `id` is permanent. `ruleset` is the name of the ruleset it stands in. `severity` maps a stance to a severity; a
    stance that is not in it is let go. `refines` are the ids of all rules that this one is a more specific form of,
    also by way of others. `message` may hold `{subject}`, `{match}` and the names of the lists that its patterns
    capture. `options` holds what only its kind understands, as plain data (dict, list, tuple, str, int,
    float, bool, None).
    """

    __slots__ = (
        "audience",
        "category",
        "contexts",
        "id",
        "jurisdictions",
        "kind",
        "message",
        "options",
        "points",
        "rationale",
        "references",
        "refines",
        "ruleset",
        "scopes",
        "severity",
        "since",
        "subjects",
        "suggestion",
        "title",
    )

    def __init__(
        self,
        id: str,
        kind: str,
        ruleset: str,
        category: str = "",
        title: str = "",
        message: str = "",
        severity: dict[str, str] | None = None,
        points: float = 0.0,
        subjects: tuple[str, ...] = (),
        scopes: tuple[str, ...] = (),
        contexts: tuple[str, ...] = (),
        jurisdictions: tuple[str, ...] = (),
        audience: str = "",
        rationale: str = "",
        suggestion: str = "",
        references: tuple[Reference, ...] = (),
        since: str = "",
        options: dict[str, object] | None = None,
        refines: tuple[str, ...] = (),
    ) -> None:
        self.id = id
        self.kind = kind
        self.ruleset = ruleset
        self.category = category
        self.title = title
        self.message = message
        self.severity = severity or {}
        self.points = points
        self.subjects = subjects
        self.scopes = scopes
        self.contexts = contexts
        self.jurisdictions = jurisdictions
        self.audience = audience
        self.rationale = rationale
        self.suggestion = suggestion
        self.references = references
        self.since = since
        self.options = options or {}
        self.refines = refines

    def holds_in(self, places: Iterable[str]) -> bool:
        """Whether it holds in one of these jurisdictions."""
        return holds(self.jurisdictions, places)

    def __repr__(self) -> str:
        return f"Rule({self.id!r}, {self.kind!r})"
