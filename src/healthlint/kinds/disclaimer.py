"""Rules of kind `disclaimer`: whether a statement that the page makes necessary stands there, as prescribed.

A page that makes nothing necessary costs next to nothing here; each state of the disclaimer is reported once a page.
"""

from __future__ import annotations

from healthlint.document import Comment, Document, Region
from healthlint.finding import Finding, Related
from healthlint.judgement.confidence import capped
from healthlint.kinds.disclaimer_clarity import difficulty
from healthlint.kinds.disclaimer_needed import Trigger, surest, triggers, with_role
from healthlint.kinds.disclaimer_place import Layout, Links, Occurrence, is_bold
from healthlint.kinds.disclaimer_text import Stream, Wording, exact_places
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.kinds.disclaimer_near import NearMiss

STATES = {
    "absent": "missing",
    "near-miss": "altered",
    "misplaced": "not in its place",
    "hidden": "hidden",
    "unlinked": "not linked by a symbol",
    "not-bold": "not in bold",
    "hard-to-read": "hard to read",
    "present": "no help here",
}
"""What can be wrong with a disclaimer, and how a message says it."""

_ITSELF = ("near-miss", "present", "hard-to-read")
"""The states that are reported at the disclaimer itself."""


class _Case:
    """What there is on a page for one rule: accepted phrases and exact wordings that are to be seen or hidden, near
    misses, and the place of one that is hidden (`hidden_in` says where in words).
    """

    def __init__(self, page: Page, rule: Rule, hits: list[tuple[int, Hit]], found: list[Trigger]) -> None:
        self.page = page
        self.rule = rule
        self.layout = Layout(page)
        self.statements = {trigger.sentence for trigger in found} if rule.options.get("symbol") else set()
        self._wordings: list[Wording] | None = None
        self.place = rule.options.get("place", "page")
        self.shown: list[Occurrence] = []
        self.unshown: list[Occurrence] = []
        self._sort([page.place_of(*each) for each in with_role(page, hits, "accept")])
        self.nears: list[NearMiss] = []
        self.hidden: Related | None = None
        self.hidden_in = ""
        self._links: Links | None = None
        self._is_bold: bool | None = None

    @property
    def wordings(self) -> list[Wording]:
        """The prescribed wordings."""
        if self._wordings is None:
            texts, keys = self.rule.options.get("wordings"), self.page.program.keys
            given = texts if isinstance(texts, tuple) else ()
            self._wordings = [Wording(each["id"], each["text"], keys) for each in given]
        return self._wordings

    def _sort(self, places: list[tuple[int, int]]) -> None:
        for start, end in places:
            place = Occurrence(self.page, start, end)
            (self.unshown if place.unseen else self.shown).append(place)

    def look(self) -> None:
        """Look for the wordings themselves, and for words like them where there is none to be seen."""
        stream = _stream(self.page)
        self._sort(sorted({place for wording in self.wordings for place in exact_places(stream, wording)}))
        if self.shown:
            return
        from healthlint.kinds.disclaimer_near import near_misses  # most pages that need a disclaimer have one

        hidden = list(self.unshown)
        for near in near_misses(stream, self.wordings):
            place = Occurrence(self.page, near.start, near.end)
            if place.unseen:
                hidden.append(place)
            else:
                self.nears.append(near)
        if hidden:
            self._hide(hidden[0].unseen, *self.page.span(hidden[0].start, hidden[0].end))
        elif not self.nears:
            self._look_into_comments()

    def _look_into_comments(self) -> None:
        for comment in self.page.document.comments:
            from healthlint.suppression.comments import directive_of  # few pages have comments and no disclaimer

            if directive_of(comment) is not None:  # what a suppression quotes is no disclaimer
                continue
            inside = Page(self.page.program, _as_document(comment))
            for start, end in _places(inside, self.rule, self.wordings):
                low, high = inside.span(start, end)
                self._hide("a comment", comment.body + low, comment.body + high)
                return

    def _hide(self, where: str, start: int, end: int) -> None:
        self.hidden_in = where
        self.hidden = Related(f"stands here, in {where}", start, end)

    def state(self, trigger: Trigger) -> tuple[str, Occurrence | None]:
        """What is wrong with the disclaimer for who reads the trigger ("" when nothing is), and where it stands."""
        layout = self.layout
        seen = self.shown or [each for each in self.unshown if layout.is_seen(trigger, each)]
        if not seen:
            return ("near-miss" if self.nears else "hidden" if self.hidden else "absent"), None
        placed = seen
        if self.place != "page":
            placed = [each for each in seen if layout.is_placed(self.place, trigger, each)]
        if not placed:
            return "misplaced", min(seen, key=lambda each: layout.apart(trigger, each))
        if self.rule.options.get("symbol") and not self._linked(placed).hold(trigger):
            return "unlinked", placed[0]
        if self.rule.options.get("bold") and not self._bold(placed):
            return "not-bold", placed[0]
        if all(difficulty(self.page, self.rule, each) for each in placed):
            return "hard-to-read", placed[0]
        return "present" if "present" in self.rule.severity else "", placed[0]

    def _linked(self, placed: list[Occurrence]) -> Links:
        if placed is not self.shown:
            return Links(self.page, placed, self.statements)
        self._links = self._links or Links(self.page, placed, self.statements)
        return self._links

    def _bold(self, placed: list[Occurrence]) -> bool:
        """Whether one of some disclaimers is in bold; plain text has no marks, and no boldface either."""
        if not self.page.document.marks:
            return True
        if placed is not self.shown:
            return any(is_bold(self.page, each) for each in placed)
        if self._is_bold is None:
            self._is_bold = any(is_bold(self.page, each) for each in placed)
        return self._is_bold


def check(page: Page, rule: Rule, hits: list[tuple[int, Hit]], findings: list[Finding], context: str) -> list[Finding]:
    """The findings of a disclaimer rule, one a state.

    `hits` are the matches of its `accept` and `needed` phrases and of the words of its products, as (index of the
    sentence, hit); `findings` what was found on the page so far; `context` what the page is for.
    """
    needing = triggers(page, rule, hits, findings, context)
    if not needing:
        return []
    case = _Case(page, rule, hits, needing)
    if not _is_settled(case):
        case.look()
    found: dict[str, tuple[Occurrence | None, list[Trigger]]] = {}
    for trigger in needing:
        state, occurrence = case.state(trigger)
        if state in rule.severity:
            found.setdefault(state, (occurrence, []))[1].append(trigger)
    return [_finding(case, state, *details) for state, details in found.items()]


def _stream(page: Page) -> Stream:
    """The stream of the page, made for the first rule that asks for it."""
    known = page.whole.get("stream")
    if not isinstance(known, Stream):
        known = page.whole["stream"] = Stream(page.text)
    return known


def _is_settled(case: _Case) -> bool:
    """Whether an accepted phrase is enough, so that no wording need be looked for."""
    options = case.rule.options
    if case.place != "page" or options.get("symbol") or options.get("bold") or "present" in case.rule.severity:
        return False
    return bool(case.shown)


def _as_document(comment: Comment) -> Document:
    """The words of a comment, its tags blanked."""
    import re  # only pages whose disclaimer nobody sees come here

    prose = re.sub(r"<[^<>]*>", lambda tag: " " * len(tag.group()), comment.text)
    document = Document("", prose)
    document.prose = prose
    document.regions = [Region("paragraph", 0, len(prose))]
    document.map.add(0, len(prose), 0, len(prose))
    return document


def _places(page: Page, rule: Rule, wordings: list[Wording]) -> Iterator[tuple[int, int]]:
    """Where a comment, read as a page, holds a wording, words like it, or an accepted phrase."""
    from healthlint.kinds.disclaimer_near import near_misses  # as above

    stream = Stream(page.text)
    for wording in wordings:
        yield from exact_places(stream, wording)
    for near in near_misses(stream, wordings):
        yield near.start, near.end
    patterns, rules = page.program.patterns, page.program.rules
    for index, look in page.primary().items():
        own = [(index, hit) for hit in look.hits if rules[patterns[hit.pattern].index] is rule]
        for each in with_role(page, own, "accept"):
            yield page.place_of(*each)


def _finding(case: _Case, state: str, occurrence: Occurrence | None, needing: list[Trigger]) -> Finding:
    page, rule, trigger = case.page, case.rule, needing[0]
    start, end, sentence = trigger.start, trigger.end, trigger.sentence
    near = case.nears[0] if state == "near-miss" else None
    place = Occurrence(page, near.start, near.end) if near is not None else occurrence
    if place is not None and state in _ITSELF:
        start, end = page.span(place.start, place.end)
        sentence = place.first
    confidence = surest(needing)
    finding = Finding(
        rule,
        start,
        end,
        _message(rule, state, _details(case, state, occurrence, trigger)),
        capped(rule.severity[state], confidence),
        confidence,
        page.document.regions[page.sentences[sentence].region].scope,
        state,
        rule.suggestion or f"Insert “{case.wordings[0].text}”",
    )
    if near is not None:
        finding.fix = near.fix
    elif state == "absent" and confidence == "high":
        from healthlint.kinds.disclaimer_insert import insertion  # few pages lack one

        finding.fix = insertion(page, rule, needing)
    finding.related = _related(case, state, occurrence, trigger)
    return finding


def _details(case: _Case, state: str, occurrence: Occurrence | None, trigger: Trigger) -> str:
    if state == "near-miss":
        return case.nears[0].difference
    if state == "hidden":
        return f"it stands only in {case.hidden_in}"
    if state == "unlinked":
        return f"{trigger.what} stands apart from it"
    if occurrence is None or state not in ("misplaced", "hard-to-read"):
        return ""
    if state == "hard-to-read":
        return difficulty(case.page, case.rule, occurrence)
    apart = case.layout.apart(trigger, occurrence)
    return f"it stands {apart} paragraphs away" if isinstance(case.place, dict) else "it stands in another section"


def _message(rule: Rule, state: str, details: str) -> str:
    message = rule.message.replace("{state}", STATES[state])
    if "{difference}" in message:
        return message.replace("{difference}", details)
    return f"{message}: {details}" if details else message


def _related(case: _Case, state: str, occurrence: Occurrence | None, trigger: Trigger) -> list[Related]:
    if state in _ITSELF:
        why = "stands on the same page" if state == "present" else "makes it necessary"
        return [Related(why, trigger.start, trigger.end)]
    if state == "hidden" and case.hidden is not None:
        return [case.hidden]
    if occurrence is not None:
        return [Related("stands here", *case.page.span(occurrence.start, occurrence.end))]
    return []
