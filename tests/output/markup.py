"""Reads what the HTML output wrote: a tree of elements, refusing whatever is not well nested."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from healthlint.output import load
from healthlint.output.view import View
from healthlint.report import Report

VOID = {"meta", "input", "br"}


class Node:
    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)

    @property
    def text(self) -> str:
        return "".join([child if isinstance(child, str) else child.text for child in self.children])

    @property
    def classes(self) -> set[str]:
        return set((self.get("class") or "").split())

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, name: str = "", class_: str = "", **attributes: str) -> list[Node]:
        return [
            node
            for node in self.walk()
            if (not name or node.name == name)
            and (not class_ or class_ in node.classes)
            and all(node.get(key) == value for key, value in attributes.items())
        ]

    def one(self, name: str = "", class_: str = "", **attributes: str) -> Node:
        found = self.all(name, class_, **attributes)
        assert len(found) == 1, (name, class_, attributes, len(found))
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.path = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice on {tag}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.path[-1].children.append(node)
        if tag not in VOID:
            self.path.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID
        assert self.path[-1].name == tag, f"</{tag}> inside <{self.path[-1].name}>"
        self.path.pop()

    def handle_data(self, data: str) -> None:
        self.path[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data!r}")


def read(html: str) -> Node:
    """The tree of a page or a part of one."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.path) == 1, [node.name for node in reader.path]
    return reader.path[0]


def written(report: Report, **view: object) -> str:
    """What `--format html` writes."""
    return "".join([f"{line}\n" for line in load("html")(report, View(**view))])  # type: ignore[arg-type]


def page(report: Report, **view: object) -> Node:
    """The same as a tree."""
    return read(written(report, **view))
