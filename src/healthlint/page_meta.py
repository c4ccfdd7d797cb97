"""What a page says of itself: in front matter under `healthlint:`, and by the signs of a shop that its reader saw; and
what of that can't be meant.
"""

from __future__ import annotations

from healthlint.document import Document
from healthlint.language.program import Program
from healthlint.rule import BY_CONTEXT, CONTEXTS, HOME

Meta = dict[str, tuple[str, ...]]
"""What front matter and configuration say of a page: context, topic, product, audience, jurisdictions, profile."""

SAYS = "healthlint."
"""What the keys of front matter that speak to healthlint start with."""

KEYS = ("context", "topic", "product", "audience", "jurisdictions", "profile")
"""What a page may say of itself there."""

IGNORE = "ignore"
"""The key of the suppressions there, which are no matter of the page as a whole."""


def mistakes(document: Document, program: Program, meta: Meta) -> list[str]:
    """What front matter says to healthlint and can't mean: it would be passed over in silence."""
    said = [key.removeprefix(SAYS) for key in document.meta if key.startswith(SAYS)]
    said = [key for key in said if key.partition(".")[0] != IGNORE]
    unknown = [key for key in said if key not in KEYS]
    wrong = [name for name in meta.get("context", ()) if name not in CONTEXTS]
    known = jurisdictions_of(program) if "jurisdictions" in said else frozenset()
    strange = [place for place in front_matter(document).get("jurisdictions", ()) if not is_known(place, known)]
    bare = ["`healthlint:` of the front matter holds keys with values"] if "healthlint" in document.meta else []
    profiles = profiles_of(program)
    unheard = [name for name in meta.get("profile", ()) if name not in profiles]
    return [
        *bare,
        *(
            f"`healthlint: {key}` of the front matter is unknown: known are {', '.join((*KEYS, IGNORE))}"
            for key in unknown
        ),
        *(f"`{name}` is no context: a page is one of {', '.join(CONTEXTS)}" for name in wrong),
        *(f"no rule is about the jurisdiction `{place}`; known: {', '.join(sorted(known))}" for place in strange),
        *(f"`{name}` is no profile: known are {', '.join(profiles)}" for name in unheard),
    ]


def front_matter(document: Document) -> Meta:
    """What the front matter says under `healthlint:`, and the signs of a shop that the reader saw."""
    found: Meta = {}
    for name in KEYS:
        value = document.meta.get(SAYS + name)
        if isinstance(value, str):
            found[name] = (value,)
        elif isinstance(value, list) and value:
            found[name] = tuple(str(each) for each in value)
    signs = [key for key in ("page.price", "page.cart") if document.meta.get(key)]
    if signs:
        found["commerce"] = tuple("a price in its data" if sign == "page.price" else "a cart" for sign in signs)
    return found


def jurisdictions_of(program: Program) -> frozenset[str]:
    """The jurisdictions that rules are about, and that of pages which name none."""
    return frozenset((HOME, *(place for _, places, _ in program.fits for place in places)))


def is_known(place: str, known: frozenset[str]) -> bool:
    """Whether rules are about a jurisdiction, or about the country that it is a part of."""
    return place in known or place.partition("-")[0] in known


def profiles_of(program: Program) -> tuple[str, ...]:
    """What may be named as the profile of a page."""
    return (*program.profiles, BY_CONTEXT)
