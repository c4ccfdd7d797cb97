"""The text of a new configuration: every key in a line or two, what was found filled in, defaults commented out."""

from __future__ import annotations

from healthlint.output.settings import scalar
from healthlint.output.summary import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from healthlint.init.survey import Survey

_HOME = "https://raw.githubusercontent.com/healthlint/healthlint/main/docs"
_PAGES = "https://github.com/healthlint/healthlint/blob/main/docs"

_START = f"""\
# yaml-language-server: $schema={_HOME}/healthlint.schema.json
# What healthlint checks here, and how. A line that starts with # says what holds without it, or shows an example.
# All keys: {_PAGES}/configuration.md
# What holds for a page, and why: healthlint check --show-config PAGE
"""

_BASE = "\n# Other configurations to build on: files, relative to this one, or installed packages.\n"

_RULES = """
# Rulesets of your own, beside those that come with healthlint; a name such as "claims" chooses among these.
# rulesets: [./house-rules.yaml]

# Only these rules, categories or rulesets; all but these; another severity for a rule.
# select: [addiction-safety, disease-treatment]
# ignore: [readability]
# severity: {treats-disease: warning}

# What makes a run fail: the least severity (error, warning, info, never), and more warnings than a number.
# fail-on: error
# max-warnings: 20

# Findings that were accepted once: healthlint baseline create writes the file, and a run finds it there by itself.
# baseline: .healthlint-baseline.jsonl
"""

_FILES = """
# Which files of folders are checked: patterns as in .gitignore. What git ignores is left out in any case.
# include: [/content/, "*.md"]
"""

_PAGE = """
# The kind of product that is sold, and for whom the pages are written.
# product: dietary-supplement
# audience: consumer

# By whose law, and how strictly (strict, default, public-health, by-context).
# jurisdictions: [US]
# profile: default

# Which keys of JSON, YAML and CSV files hold words for people, beside those that mostly do.
# data: {keys: [promo, "products.*.sku"], skip-keys: [notes]}
"""

_EXAMPLE = """\
# overrides:
#   - paths: [/shop/]
#     context: commercial
#   - front-matter: {type: glossary}
#     ignore: [terminology]
"""


def configuration(survey: Survey, base: str = "") -> str:
    """The text of a configuration for what was found. `base` is the configuration that held before, "" for none."""
    extends = f"extends: {scalar(base)}\n" if base else "# extends: ../base.yaml\n"
    parts = [
        _START,
        *_found(survey),
        _BASE,
        extends,
        _RULES,
        _FILES,
        *_exclude(survey),
        "\n",
        *_page(survey),
        _PAGE,
        "\n",
        *_pages(survey),
    ]
    return "".join(parts)


def _found(survey: Survey) -> Iterator[str]:
    if not survey.pages:
        return
    yield f"#\n# Found here: {count(survey.pages, 'page')}"
    names = [builder.name for builder in survey.builders]
    yield f"; {', '.join(dict.fromkeys(names))}.\n" if names else ".\n"


def _exclude(survey: Survey) -> Iterator[str]:
    if not survey.outputs:
        yield "# exclude: [/drafts/]\n"
        return
    yield "exclude:\n"
    names: dict[str, list[str]] = {}
    for builder in survey.builders:
        for output in builder.outputs:
            names.setdefault(output, []).append(builder.name)
    for output in survey.outputs:
        yield f"  - {scalar(output)}  # made by {', '.join(names[output])}\n"


def _page(survey: Survey) -> Iterator[str]:
    yield "# What the pages are for: commercial, editorial, public-health, unknown. Without it their words say so.\n"
    context = survey.context()
    if context:
        number = sum(counts.get(context, 0) for counts in survey.contexts.values())
        yield f"# {number} of {survey.read} pages that were looked at read as {context}: take the # away if all are.\n"
    yield f"# context: {context or 'editorial'}\n"
    yield "\n# What the pages are about. Without it their words say so.\n"
    if survey.topics:
        named = ", ".join(f"{topic} ({number})" for topic, number in survey.topics)
        yield f"# Named most often in {count(survey.read, 'page')}: {named}.\n"
    topics = ", ".join(scalar(topic) for topic, _ in survey.topics)
    yield f"# topic: [{topics or 'kratom'}]\n"


def _pages(survey: Survey) -> Iterator[str]:
    yield "# What holds for some pages only, by their paths or by what their front matter says.\n"
    contexts = {} if survey.context() else survey.context_by_folder()
    if not contexts:
        yield _EXAMPLE
        return
    yield "# So the pages that were looked at read: take the # away where it is right.\n# overrides:\n"
    for folder, context in contexts.items():
        yield f"#   - paths: [{scalar(f'/{folder}/')}]\n#     context: {context}\n"
