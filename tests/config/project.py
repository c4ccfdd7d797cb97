"""What the tests of configurations share: files written, their mistakes, their values."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from healthlint import config
from healthlint.config import Config
from healthlint.errors import ConfigError

needs_toml = pytest.mark.skipif(sys.version_info < (3, 11), reason="needs a TOML parser")

NOT_VALUES = {"files", "label", "notes", "overrides", "pins", "places"}


def write(**texts: str) -> None:
    """Write files: `_` stands for the configuration, `base` for base.yaml."""
    for name, text in texts.items():
        Path(".healthlint.yaml" if name == "_" else f"{name}.yaml").write_text(text, encoding="utf-8")


def mistakes_of(text: str, name: str = ".healthlint.yaml") -> list[str]:
    """The mistakes of a configuration with this text."""
    Path(name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        config.load()
    return [str(mistake) for mistake in caught.value.mistakes]


def shown(found: Config) -> dict[str, object]:
    """The values of a configuration without the places where they stand."""
    return {
        **{name: getattr(found, name) for name in Config.__slots__ if name not in NOT_VALUES},
        "pages": [override.page for override in found.overrides],
    }


def page_for(found: Config, path: str, **meta: object) -> dict[str, tuple[str, ...]]:
    """What a configuration says of the page at a path whose front matter says `meta`."""
    return found.page_with(found.overrides_for(path, meta))
