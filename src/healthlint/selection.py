"""Which rules a run uses, and which of them are for a page: by its context and the jurisdictions that it is held to."""

from __future__ import annotations

from healthlint.language.program import Program
from healthlint.rule import holds


class Fit:
    """What of the selected rules is for pages of one context and the same jurisdictions: `rules` are those that are,
    `unfit` maps the others to the reason. `whole` are those of `rules` that look at a page as a whole, in order.
    """

    __slots__ = ("rules", "unfit", "whole")

    def __init__(self, program: Program, selected: frozenset[int], context: str, places: tuple[str, ...]) -> None:
        self.unfit: dict[int, str] = {}
        for contexts, jurisdictions, rules in program.fits:
            if reason := _unfit(contexts, jurisdictions, context, places):
                self.unfit.update(dict.fromkeys(selected.intersection(rules), reason))
        self.rules = selected.difference(self.unfit)
        self.whole = [index for index in program.whole if index in self.rules]


class Selection:
    """The rules of a program that a run uses, by index. `all_of` makes the one with every rule."""

    __slots__ = ("_fits", "_held", "rules")

    def __init__(self, rules: frozenset[int]) -> None:
        self.rules = rules
        self._fits: dict[tuple[Program, str, tuple[str, ...]], Fit] = {}
        self._held: dict[tuple[Program, tuple[str, ...]], frozenset[int]] = {}

    def fit(self, program: Program, context: str, places: tuple[str, ...]) -> Fit:
        """What of it is for pages of a context that are held to these jurisdictions. Kept: most pages are alike."""
        key = (program, context, places)
        fit = self._fits.get(key)
        if fit is None:
            fit = self._fits[key] = Fit(program, self.rules, context, places)
        return fit

    def held(self, program: Program, places: tuple[str, ...]) -> frozenset[int]:
        """The rules of it that hold in one of these jurisdictions."""
        key = (program, places)
        held = self._held.get(key)
        if held is None:
            out = [rules for _, jurisdictions, rules in program.fits if not holds(jurisdictions, places)]
            held = self._held[key] = self.rules.difference(*out)
        return held

    @classmethod
    def all_of(cls, program: Program) -> Selection:
        """Every rule of the program."""
        return cls(frozenset(range(len(program.rules))))


def _unfit(contexts: tuple[str, ...], jurisdictions: tuple[str, ...], context: str, places: tuple[str, ...]) -> str:
    """Why rules for some contexts and jurisdictions are not for a page of this context and these jurisdictions; ""
    where they are.
    """
    if contexts and context not in contexts:
        return f"the rule is for pages of the context {' or '.join(contexts)}, this one is {context}"
    if holds(jurisdictions, places):
        return ""
    return f"the rule holds in {', '.join(jurisdictions)}, the page is held to {', '.join(places)}"
