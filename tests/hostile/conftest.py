from __future__ import annotations

from pathlib import Path

import pytest

from endtoend.command import Command, make_command


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that all runs share: the first one compiles the rulesets."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def healthlint(tmp_path: Path, warm_cache: Path) -> Command:
    return make_command(tmp_path / "work", warm_cache)
