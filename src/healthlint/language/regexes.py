"""What a regular expression in a ruleset may be: one that reads, matches something, and can't run away."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 1_000
"""Code points of a regular expression at most."""

LARGEST_REPEAT = 200
"""A counted repetition above this is refused."""


def check_regex(pattern: str) -> str:
    """What is wrong with a regular expression, "" when nothing is."""
    import warnings

    import regex  # only rulesets with `regex:` pay for it

    if len(pattern) > LONGEST:
        return f"the expression is longer than {LONGEST} characters: use lists and phrases"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compiled = regex.compile(pattern, regex.IGNORECASE)
    except (regex.error, Warning) as error:
        return f"the regular expression can't be read: {error}"
    if compiled.fullmatch("") or compiled.match(""):
        return "the regular expression matches the empty text: it would match everywhere"
    return _runs_away(pattern)


def _runs_away(pattern: str) -> str:
    try:
        from re import _parser  # type: ignore[attr-defined]  # the parse tree of `re`: Python 3.11 and later
    except ImportError:
        import sre_parse as _parser
    try:
        tree = _parser.parse(pattern)
    except Exception:  # noqa: BLE001  # syntax that only the regex module knows: the time limit of the run guards it
        return ""
    if _nested(tree, inside=False):
        return "the regular expression repeats a repetition, as in `(a+)+`: it can run away on long text; write it flat"
    return ""


def _nested(tree: Iterable[tuple[object, object]], *, inside: bool) -> bool:
    for operation, argument in tree:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, body = argument  # type: ignore[misc]
            unbounded = int(most) > LARGEST_REPEAT
            if inside and (unbounded or int(most) > int(least) + 10):
                return True
            if _nested(body, inside=inside or unbounded):
                return True
        elif name == "BRANCH":
            if any(_nested(branch, inside=inside) for branch in argument[1]):  # type: ignore[index]
                return True
        elif name in ("SUBPATTERN", "ATOMIC_GROUP", "ASSERT", "ASSERT_NOT"):
            body = argument if name == "ATOMIC_GROUP" else argument[-1]  # type: ignore[index]
            if _nested(body, inside=inside):
                return True
    return False
