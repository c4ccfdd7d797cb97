"""Which keys of front matter and data files hold what people read, and in which role. Knows no notation."""

from __future__ import annotations

_NAMES = {
    "title": "title linktitle seotitle metatitle ogtitle socialtitle twittertitle pagetitle headline",
    "description": """
        description summary excerpt abstract metadescription seodescription ogdescription twitterdescription
        socialdescription searchdescription""",
    "alt-text": "alt alttext imagealt arialabel",
    "caption": "caption",
    "field": """
        answer benefits bio body blurb claim claims content cta disclaimer heading intro lead lede message note quote
        question review standfirst subheading subheadline subtitle tagline teaser testimonial text""",
    "": """
        alias aliases author authors byline canonical canonicalurl categories category class classes code color cover
        created css date dates draft email expirydate featuredimage file filename format head href html icon id
        identifier image images js keyword keywords lang language lastmod layout license link links locale menu
        modified name outputs path permalink price published publishdate redirect redirectfrom redirects reviewedby
        reviewer robots schema script scripts section series sku slug sort source sources src style styles tag tags
        taxonomies template theme thumbnail time topics translationkey type updated uri url urls version video
        weight""",
}
_SCOPES = {name: scope for scope, names in _NAMES.items() for name in names.split()}
PRICES = frozenset(("price", "lowprice", "highprice"))
"""Keys of data, in lower case, whose value tells that something is sold."""

_SEARCH = frozenset(("seo", "og", "opengraph", "meta", "twitter", "social", "page"))
_REMOVED = str.maketrans("", "", "-_.:@ ")


def key_scope(path: str) -> str | None:
    """The scope of a string at the dotted key `path`: "" where such a key holds no prose, None where nobody knows.

    List indexes are parts of the path.
    """
    parts = path.split(".")
    keys = [key.translate(_REMOVED).lower() for key in parts if not key.isdigit()]
    if not keys:
        return None
    if keys[0] == "healthlint":
        return ""
    scope = _SCOPES.get(keys[-1])
    if scope not in ("title", "description"):
        return scope
    if (len(keys) > 1 and keys[-2] not in _SEARCH) or parts[0].isdigit():
        return "field"  # of something on the page, not of the page
    return scope


def front_matter_scope(path: str, value: str) -> str:
    """The scope of the string `value` of front matter at the dotted key `path`, "" if it is no prose."""
    scope = key_scope(path)
    if scope is None:
        # A key that nobody knows: words in a row are for people.
        return "field" if value.count(" ") > 1 and "://" not in value else ""
    return scope
