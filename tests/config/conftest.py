from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that is the current folder."""
    root = tmp_path / "work"
    (root / ".git").mkdir(parents=True)
    (root / "house").mkdir()
    (root / "house/calm.yaml").write_text("")
    monkeypatch.chdir(root)
    return root
