"""Which tool makes a site out of a folder, by the files that it needs, and where it writes what it has made."""

from __future__ import annotations

import os

_SCRIPTS = ("js", "mjs", "cjs", "ts", "mts")


def _scripts(stem: str) -> tuple[str, ...]:
    return tuple(f"{stem}.{ending}" for ending in _SCRIPTS)


BUILDERS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Hugo", ("hugo.toml", "hugo.yaml", "hugo.json", "archetypes/default.md"), ("public/", "resources/_gen/")),
    ("Hexo", ("scaffolds/post.md",), ("public/",)),
    ("Jekyll", ("_config.yml", "_config.yaml", "_config.toml"), ("_site/",)),
    ("Eleventy", (".eleventy.js", *_scripts("eleventy.config")), ("_site/",)),
    ("Astro", _scripts("astro.config"), ("dist/",)),
    ("Docusaurus", _scripts("docusaurus.config"), ("build/",)),
    ("Gatsby", _scripts("gatsby-config"), ("public/",)),
    ("Next", _scripts("next.config"), ("out/",)),
    ("Nuxt", _scripts("nuxt.config"), ("dist/",)),
    ("SvelteKit", _scripts("svelte.config"), ("build/",)),
    ("VitePress", tuple(f".vitepress/{name}" for name in _scripts("config")), ()),
    ("MkDocs", ("mkdocs.yml", "mkdocs.yaml"), ("site/",)),
    ("Zensical", ("zensical.toml",), ("site/",)),
    ("mdBook", ("book.toml",), ("book/",)),
    ("Sphinx", ("conf.py", "source/conf.py"), ("_build/", "build/")),
    ("Quarto", ("_quarto.yml", "_quarto.yaml"), ("_site/", "_book/")),
    ("Pelican", ("pelicanconf.py",), ("output/",)),
    ("a Shopify theme", ("layout/theme.liquid",), ()),
    ("WordPress", ("wp-config.php", "wp-includes/version.php"), ("wp-admin/", "wp-includes/")),
)
"""Name, files of which one shows that it is used, and the folders that it writes or brings with it."""

_DEEPEST = 2
_MOST = 400
"""How deep builders are looked for, and in how many folders."""


class Builder:
    """A builder: its name, the folder that it works in ("" for the top), and patterns for its outputs."""

    __slots__ = ("folder", "name", "outputs")

    def __init__(self, name: str, folder: str, outputs: list[str]) -> None:
        self.name = name
        self.folder = folder
        self.outputs = outputs


def builders_in(top: str) -> list[Builder]:
    """The builders of the folder `top` and of those in it, two levels deep."""
    found = []
    for folder in _folders(top):
        prefix = f"/{folder}/" if folder else "/"
        for name, marks, outputs in BUILDERS:
            if any(os.path.isfile(os.path.join(top, folder, mark)) for mark in marks):
                found.append(Builder(name, folder, [prefix + output for output in outputs]))
    return found


def _folders(top: str) -> list[str]:
    """The folder itself ("") and those in it; no hidden ones and none of installed packages."""
    level, found = [""], [""]
    for _ in range(_DEEPEST):
        level = [inner for folder in level for inner in _inside(top, folder)]
        found += level[: _MOST - len(found)]
    return found


def _inside(top: str, folder: str) -> list[str]:
    try:
        with os.scandir(os.path.join(top, folder)) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:  # whoever lists the files tells it
        return []
    return [
        f"{folder}/{name}" if folder else name
        for name in names
        if not name.startswith(".") and name not in ("node_modules", "vendor")
    ]
