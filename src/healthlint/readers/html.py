"""Reads HTML: whole pages and fragments, with front matter and template tags where a site builder has them.

What stands in the head of a page is read here, and what tells that a page sells; its text is `html_flow`'s.
"""

from __future__ import annotations

from healthlint.readers.beginning import body_of
from healthlint.readers.builder import Builder
from healthlint.readers.html_flow import HtmlFlow
from healthlint.readers.html_text import write_html

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthlint.document import Document
    from healthlint.readers.html_scan import Attribute

_META_SCOPES = {
    "description": "description",
    "og:description": "description",
    "twitter:description": "description",
    "dc.description": "description",
    "dcterms.description": "description",
    "itemprop:description": "description",
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "title": "title",
    "itemprop:name": "title",
    "og:image:alt": "alt-text",
    "twitter:image:alt": "alt-text",
}
_PRICES = ("product:price:amount", "og:price:amount", "product:price", "price", "lowprice", "highprice")


def read(document: Document) -> Document:
    """Read an HTML document (see the contract in the package's docstring)."""
    builder = Builder(document)
    text = document.text
    # Front matter and templates are for the sources of site builders only.
    body = body_of(builder)
    page = text
    if "{{" in text or "{%" in text or "{#" in text or "<%" in text:
        from healthlint.readers.html_templates import overwrite_templates

        page = overwrite_templates(builder, body)
    flow = _PageFlow(builder, page)
    flow.feed(body, len(text))
    flow.finish()
    return builder.finish()


class _PageFlow(HtmlFlow):
    """Follows a page and keeps what its head and its structured data say."""

    def script(self, found: dict[str, Attribute], start: int, end: int) -> None:
        kind = found.get("type")
        if kind is not None and kind.raw.split(";")[0].strip().lower() == "application/ld+json":
            # Imported only where a page has structured data.
            from healthlint.readers.json_ld import read_json_ld

            read_json_ld(self.builder, self.text, start, end)

    def notable(self, name: str, found: dict[str, Attribute]) -> None:
        meta = self.builder.document.meta
        language = found.get("lang") or found.get("xml:lang")
        if name == "html" and language is not None and language.raw:
            meta.setdefault("lang", language.raw)
        thing = found.get("itemtype")
        if thing is not None:
            from healthlint.readers.json_ld import keep_types

            keep_types(self.builder, [kind.rpartition("/")[2] for kind in thing.raw.split()])
        item = found.get("itemprop")
        if item is not None and item.raw.strip().lower() in _PRICES:
            meta["page.price"] = True
        if name == "meta":
            self._meta(found)

    def _meta(self, found: dict[str, Attribute]) -> None:
        key, content = found.get("name") or found.get("property"), found.get("content")
        item = found.get("itemprop")
        name = key.raw.strip().lower() if key else f"itemprop:{item.raw.strip().lower()}" if item else ""
        if not name or content is None or not content.raw:
            return
        meta = self.builder.document.meta
        if name in _PRICES:
            meta["page.price"] = True
        elif name == "og:type":
            meta.setdefault("page.type", content.raw.strip().lower())
        elif name in _META_SCOPES:
            self.block_boundary()
            self.builder.open(_META_SCOPES[name])
            write_html(self.builder, content.start, content.end, in_attribute=True, text=self.text)
            self.builder.close()
