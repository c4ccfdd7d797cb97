"""MDX: imports, expressions and tags are no prose; Markdown inside elements is read wherever it is set in."""

from __future__ import annotations

import pytest

from healthlint.document import Document
from healthlint.readers import markdown
from healthlint.readers.mask import OBJECT


def read(source: str) -> Document:
    return markdown.read(Document("page.mdx", source))


READ = [
    ("import", "import Tea from './tea'\nimport B from 'b'\n\nhot tea", [("paragraph", "hot tea")]),
    ("export over empty lines", "export const a = {\n  b: 1,\n\n  c: 2\n}\n\nhot tea", [("paragraph", "hot tea")]),
    (
        "exported title",
        "export const meta = { title: 'hot tea' }\n\ncup",
        [("caption", "hot tea"), ("paragraph", "cup")],
    ),
    ("import in a sentence", "hot\nimport tea", [("paragraph", "hot import tea")]),
    ("expression", "hot {tea.name} cup", [("paragraph", f"hot {OBJECT} cup")]),
    ("nested braces", "hot {a({b: '}'})} tea", [("paragraph", f"hot {OBJECT} tea")]),
    ("expression alone", "{list.map((a) => <li key={a}>{a}</li>)}\n\ntea", [("paragraph", "tea")]),
    ("text as an expression", 'hot{" "}tea {"cup"}', [("paragraph", "hot tea cup")]),
    ("unclosed brace", "hot { tea", [("paragraph", "hot { tea")]),
    ("component", '<Callout type="a > b">\n\nhot *tea*\n\n</Callout>', [("paragraph", "hot tea")]),
    ("component without empty lines", "<Callout>\nhot *tea*\n</Callout>", [("paragraph", "hot tea")]),
    ("component in a sentence", "no <Tip a={b}>side</Tip> effects", [("paragraph", "no side effects")]),
    ("component that shows something", "hot <Icon name='a' /> tea", [("paragraph", f"hot {OBJECT} tea")]),
    ("words of a component", '<Hero title="hot &amp; sweet tea" image={x} />', [("caption", "hot & sweet tea")]),
    ("braced words", "<Hero title={'hot tea'} />", [("caption", "hot tea")]),
    (
        "tag over lines",
        '<Hero\n  a={{ b: 1 }}\n  alt="hot tea"\n/>\n\ncup',
        [("alt-text", "hot tea"), ("paragraph", "cup")],
    ),
    ("spread", "<A {...b}>tea</A>", [("paragraph", "tea")]),
    ("fragment", "<>\nhot tea\n</>", [("paragraph", "hot tea")]),
    (
        "set in",
        "<Tabs>\n  <Tab>\n    hot *tea*\n\n    - one\n      two\n  </Tab>\n</Tabs>",
        [("paragraph", "hot tea"), ("list-item", "one two")],
    ),
    ("fence set in", "<Tab>\n    ```\n    cures\n    ```\n    tea\n</Tab>", [("paragraph", "tea")]),
    ("in an item", "- hot\n\n  <Tip>\n    tea\n  </Tip>\n- cup", [("list-item", w) for w in ("hot", "tea", "cup")]),
    (
        "indented text is no code",
        "hot\n\n    tea *x*\n    cup\n\nend",
        [("paragraph", w) for w in ("hot", "tea *x* cup", "end")],
    ),
    ("HTML elements", "<p>hot *tea*</p>", [("paragraph", "hot tea")]),
    ("HTML heading", "<h2>hot *tea*</h2>", [("heading", "hot tea")]),
    ("inline HTML", "no <b>side</b> effects", [("paragraph", "no side effects")]),
    ("image", '<img alt="hot tea" src={x} />\n\ncup', [("alt-text", "hot tea"), ("paragraph", "cup")]),
    ("inline image", 'a <img alt="hot tea" src={x} /> cup', [("alt-text", "hot tea"), ("paragraph", "a  cup")]),
    ("code", "`{a} <B>` and ``import`` tea", [("paragraph", f"{OBJECT} and {OBJECT} tea")]),
    ("fence", "```jsx\nimport a from 'b'\n<A b={c}>\n```\ntea", [("paragraph", "tea")]),
    ("unclosed fence", "tea\n\n~~~\n<A>\n{b}\n", [("paragraph", "tea")]),
    ("escaped brace", "hot \\{tea}", [("paragraph", "hot {tea}")]),
    ("less-than", "5 < 6 {a} tea", [("paragraph", f"5 < 6 {OBJECT} tea")]),
]


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_regions(source: str, expected: list[tuple[str, str]]) -> None:
    document = read(source)
    assert [(region.scope, document.prose[region.start : region.end]) for region in document.regions] == expected
    assert document.troubles == []
    for word in ("hot", "tea", "cup", "side", "effects"):
        if word in document.prose:
            start, end = document.span(document.prose.index(word), document.prose.index(word) + len(word))
            assert source[start:end] == word


COMMENTS = [
    ("alone", "{/* a */}\n\ntea", ["{/* a */}"], [" a "]),
    ("in a sentence", "hot {/* a */} tea", ["{/* a */}"], [" a "]),
    ("over lines", "{\n  /* a\n\n  b */\n}\n\ntea", ["{\n  /* a\n\n  b */\n}"], [" a\n\n  b "]),
    ("HTML", "<!-- a -->\n\ntea", ["<!-- a -->"], [" a "]),
    ("in a fence", "```\n{/* a */}\n```\ntea", [], []),
    ("in inline code", "`{/* a */}` tea", [], []),
]


@pytest.mark.parametrize(
    ("source", "whole", "inside"), [case[1:] for case in COMMENTS], ids=[case[0] for case in COMMENTS]
)
def test_comments(source: str, whole: list[str], inside: list[str]) -> None:
    document = read(source)
    assert [source[comment.start : comment.end] for comment in document.comments] == whole
    assert [comment.text for comment in document.comments] == inside
    assert "a" not in document.prose.replace("tea", "")


def test_hidden_parts() -> None:
    document = read("<details>\n<summary>tea</summary>\n\nhot {a}\n\n</details>\n\n<div hidden>\ncup\n</div>\n\nend")
    assert [region.hidden for region in document.regions] == ["", "collapsed details", "hidden attribute", ""]


def test_only_the_suffix_makes_it_mdx() -> None:
    source = "hot {tea}"
    assert markdown.read(Document("page.md", source)).prose == "hot {tea}"
    assert markdown.read(Document("PAGE.MDX", source)).prose == f"hot {OBJECT}"
