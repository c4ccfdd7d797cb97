"""The commands and options of the command line, written down once as data.

`arguments` reads plain calls straight from these tables, `commands` builds click's commands from them. Nothing here
runs.
"""

from __future__ import annotations

from healthlint.finding import SEVERITIES
from healthlint.output import OUTPUTS


class Option:
    """One option. `name` is its key in a call.

    `kind` says what it takes: "flag" nothing, "text" a string, "choice" one of `choices`, "number" a whole number of at
    least `least`, "names" names separated by commas, "pair" one of `choices` and a string joined by "=". What is
    `repeatable` may be given several times, and all count; of any other option the last one counts. `bare` is the value
    of an option of kind "text" that may be given without one ("" where it may not; see `optional`).
    """

    __slots__ = ("bare", "choices", "flags", "help", "kind", "least", "metavar", "name", "repeatable")

    def __init__(
        self,
        name: str,
        flags: tuple[str, ...],
        kind: str,
        help: str,
        metavar: str = "",
        choices: tuple[str, ...] = (),
        repeatable: bool = False,
        least: int = 0,
        bare: str = "",
    ) -> None:
        self.name = name
        self.flags = flags
        self.kind = kind
        self.help = help
        self.metavar = metavar
        self.choices = choices
        self.repeatable = repeatable
        self.least = least
        self.bare = bare


class Command:
    """One command: `options` are names of OPTIONS, `operand` how its arguments are called in the help, `operands` how
    many it takes: "any", "one" or "some" (at least one).
    """

    __slots__ = ("help", "name", "operand", "operands", "options", "summary")

    def __init__(
        self, name: str, summary: str, help: str, options: tuple[str, ...], operand: str = "", operands: str = "any"
    ) -> None:
        self.name = name
        self.summary = summary
        self.help = help
        self.options = options
        self.operand = operand
        self.operands = operands


_ALL = (
    Option(
        "format",
        ("--format",),
        "choice",
        "How to show the findings (default: full on a terminal, github in GitHub Actions, concise elsewhere).",
        choices=tuple(OUTPUTS),
    ),
    Option(
        "table",
        ("--format",),
        "choice",
        "How to show the figures (default: table).",
        choices=("table", "json"),
    ),
    Option(
        "listing",
        ("--format",),
        "choice",
        "How to list the suppressions (default: text).",
        choices=("text", "json", "csv"),
    ),
    Option("output", ("--output",), "text", "Write the list to this file instead.", metavar="FILE"),
    Option(
        "output-file",
        ("--output-file",),
        "pair",
        "Write the findings to a file too.",
        metavar="FORMAT=PATH",
        choices=tuple(OUTPUTS),
        repeatable=True,
    ),
    Option(
        "fail-on",
        ("--fail-on",),
        "choice",
        "The least severity that makes the run fail (default: error).",
        choices=(*SEVERITIES, "never"),
    ),
    Option("max-warnings", ("--max-warnings",), "number", "Fail when there are more warnings than this.", metavar="N"),
    Option(
        "select",
        ("--select",),
        "names",
        "Use only these rules.",
        metavar="RULE|CATEGORY|RULESET,...",
        repeatable=True,
    ),
    Option(
        "ignore",
        ("--ignore",),
        "names",
        "Leave these rules out.",
        metavar="RULE|CATEGORY|RULESET,...",
        repeatable=True,
    ),
    Option(
        "ruleset",
        ("--ruleset",),
        "text",
        "Add this ruleset (a file or folder of your own), or use only this one (a name of those built in).",
        metavar="PATH|NAME",
        repeatable=True,
    ),
    Option("config", ("--config",), "text", "Read the configuration from this file.", metavar="FILE"),
    Option(
        "show-config",
        ("--show-config",),
        "flag",
        "Check nothing: show every setting and where it comes from, with PATHS for the first page.",
    ),
    Option("isolated", ("--isolated",), "flag", "Read no configuration."),
    Option(
        "jurisdiction",
        ("--jurisdiction",),
        "names",
        "Use only rules that hold in these places.",
        metavar="US,UK,...",
        repeatable=True,
    ),
    Option("statistics", ("--statistics",), "flag", "Count the findings of each rule."),
    Option(
        "jobs",
        ("--jobs", "-j"),
        "number",
        "How many processes to use (default: as the work needs).",
        metavar="N",
        least=1,
    ),
    Option("no-cache", ("--no-cache",), "flag", "Neither read nor write the result cache."),
    Option(
        "stdin-filename",
        ("--stdin-filename",),
        "text",
        "The name of what standard input holds: says the format, and what the configuration holds for it.",
        metavar="NAME",
    ),
    Option(
        "as-of",
        ("--as-of",),
        "text",
        "The day on which suppressions may be over (default: today).",
        metavar="YYYY-MM-DD",
    ),
    Option(
        "hook",
        ("--hook",),
        "flag",
        "Run as a commit hook: show what stops the commit; suppressions hold though their day has passed.",
    ),
    Option(
        "add-ignore",
        ("--add-ignore",),
        "text",
        "Write suppressions with this reason for everything that is found.",
        metavar="REASON",
    ),
    Option("show-suppressed", ("--show-suppressed",), "flag", "Show suppressed findings too, each with the reason."),
    Option("quiet", ("--quiet", "-q"), "flag", "Show findings and problems only."),
    Option(
        "color", ("--color",), "choice", "When to use colours (default: auto).", choices=("auto", "always", "never")
    ),
    Option(
        "force-exclude",
        ("--force-exclude",),
        "flag",
        "Leave out files that a folder would leave out, even when they are named.",
    ),
    Option("fix", ("--fix",), "flag", "Mend what has exactly one right replacement, and write the files."),
    Option("sections", ("--sections",), "flag", "Score each section too."),
    Option("worst", ("--worst",), "number", "Name the hardest sentences of each file.", metavar="N", least=1),
    Option("all", ("--all",), "flag", "Show the counts behind the scores too."),
    Option("show", ("--show",), "number", "Show this many misses and false findings.", metavar="N", least=1),
    Option(
        "min-severity",
        ("--min-severity",),
        "choice",
        "The least severity of findings that count (default: warning).",
        choices=SEVERITIES,
    ),
    Option(
        "baseline",
        ("--baseline",),
        "text",
        "The file with the findings that were accepted (default: .healthlint-baseline.jsonl beside the configuration "
        "or above it).",
        metavar="FILE",
    ),
    Option(
        "diff",
        ("--diff",),
        "text",
        "Check changed files only, and show only findings that come from the changes: those since the last commit, or "
        "since this branch and REF parted. With --fix: show what would be changed as a diff, and write nothing.",
        metavar="[REF]",
        bare="HEAD",
    ),
    Option("add", ("--add",), "flag", "Accept the findings that are new, too."),
    Option("coverage", ("--coverage",), "flag", "Name the patterns, cues and lists that no example reaches."),
)

OPTIONS: dict[str, Option] = {option.name: option for option in _ALL}
"""Every option by its name in calls."""

_SETTINGS = ("ruleset", "config", "isolated")
_FILES = ("jobs", "no-cache", "stdin-filename", "quiet", "color", "force-exclude")
_ACCEPTED = ("baseline", *_SETTINGS, "jurisdiction", "as-of", "jobs", "no-cache", "quiet", "color")

COMMANDS: dict[str, Command] = {
    "check": Command(
        "check",
        "Lint files and folders.",
        "Lint files and folders; without PATHS the current folder, - is standard input.\n\n"
        "Ends with 0 when nothing is at or above the fail level, 1 with findings, 2 after a mistake in the arguments, "
        "the configuration or a ruleset, 3 when something could not be checked.",
        (
            "format",
            "output-file",
            "fail-on",
            "max-warnings",
            "select",
            "ignore",
            *_SETTINGS,
            "jurisdiction",
            "baseline",
            "diff",
            "statistics",
            "as-of",
            "hook",
            "add-ignore",
            "show-suppressed",
            "show-config",
            "fix",
            *_FILES,
        ),
        "PATHS",
    ),
    "score": Command(
        "score",
        "Measure readability.",
        "Measure the readability of files and folders; without PATHS the current folder, - is standard input.",
        ("table", "sections", "worst", "all", "config", "isolated", *_FILES),
        "PATHS",
    ),
    "suppressions": Command(
        "suppressions",
        "List all waivers in the text.",
        "List the suppressions in files and folders: rule, place, reason, who, until when, and whether each holds "
        "something back; without PATHS the current folder, - is standard input.\n\n"
        "Ends with 0, with 2 after a mistake in the arguments, the configuration or a ruleset, with 3 when something "
        "could not be checked.",
        ("listing", "output", "as-of", *_SETTINGS, "jurisdiction", *_FILES),
        "PATHS",
    ),
    "rules": Command(
        "rules",
        "List the loaded rules.",
        "List the loaded rules, those left out by the configuration excepted.",
        ("select", "ignore", *_SETTINGS, "jurisdiction", "color"),
    ),
    "explain": Command(
        "explain",
        "Explain a rule, or what was found at FILE:LINE.",
        "Explain a rule in full, or at FILE:LINE why each rule fired there and why a match was let go.",
        ("select", "ignore", *_SETTINGS, "jurisdiction", "color"),
        "RULE|FILE:LINE",
        "one",
    ),
    "test": Command(
        "test",
        "Run the examples that rules carry.",
        "Run the examples of rulesets (files, folders or names; without any, of all that are loaded).",
        ("coverage", "config", "isolated", "color"),
        "RULESET",
    ),
    "validate": Command(
        "validate",
        "Find mistakes in rulesets.",
        "Find every mistake in rulesets (files, folders or names; without any, in all that are loaded).",
        ("config", "isolated", "color"),
        "RULESET",
    ),
    "eval": Command(
        "eval",
        "Measure the rules on labelled text.",
        "Measure precision and recall of the loaded rules, by rule and by category, on labelled text: JSONL, one "
        "object a line with the text and the claims in it.",
        ("table", "show", "min-severity", "select", "ignore", *_SETTINGS, "jurisdiction", "no-cache", "color"),
        "LABELLED.jsonl",
        "some",
    ),
    "init": Command(
        "init",
        "Write a configuration and the hook entry.",
        "Look at a folder (without FOLDER the current one), write a .healthlint.yaml that fits it, and put the hook "
        "into .pre-commit-config.yaml. Changes no configuration of healthlint that is there.",
        ("color",),
        "FOLDER",
        "any",
    ),
    "baseline create": Command(
        "baseline create",
        "Accept what is found today.",
        "Write a baseline that accepts all that is found in files and folders, by default in the whole project: "
        "from then on only what is new is reported.",
        _ACCEPTED,
        "PATHS",
    ),
    "baseline update": Command(
        "baseline update",
        "Take out what is gone.",
        "Take entries out of the baseline whose findings are gone, and give those of renamed files the new name. "
        "Entries of files that are not among PATHS (by default the whole project) stay as they are.",
        ("add", *_ACCEPTED),
        "PATHS",
    ),
    "baseline audit": Command(
        "baseline audit",
        "Show what the baseline holds back.",
        "Show what the baseline holds back, by rule, file and age, and what became of the rest. Ends with 1 when "
        "an update would take entries out or rename them.",
        ("table", *_ACCEPTED),
        "PATHS",
    ),
    "cache info": Command(
        "cache info",
        "Show what is kept between runs.",
        "Show where healthlint keeps results and compiled rulesets between runs, how much that is and for which "
        "folders.",
        ("table", "color"),
    ),
    "cache clear": Command(
        "cache clear",
        "Delete what is kept between runs.",
        "Delete all results and compiled rulesets that healthlint keeps between runs, and nothing else. Ends with 3 "
        "when something could not be deleted.",
        ("color",),
    ),
}
"""Every command by its name; a name of two words is a command of a group."""

GROUPS = {
    "baseline": "Accept what is there today, and keep that honest.",
    "cache": "Show or delete what is kept between runs.",
}
"""What the groups of commands are for."""
