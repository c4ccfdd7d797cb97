"""What users install: sdist, from it the wheel, in an empty environment."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULESETS = sorted(path.relative_to(ROOT / "rulesets").as_posix() for path in (ROOT / "rulesets").rglob("*.yaml"))

pytestmark = pytest.mark.slow


def _run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    return subprocess.run(
        command, cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    # The backend that is installed: no network, and the same result as an isolated build.
    done = _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    assert done.returncode == 0, done.stderr[-2000:]
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


def test_the_sdist_holds_code_rulesets_and_documents(built):
    with tarfile.open(built[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "pyproject.toml", "src/healthlint/engine.py"} <= names
    assert {f"rulesets/{name}" for name in RULESETS} <= names
    assert not [name for name in names if name.startswith((".venv", ".git/"))]


def test_the_wheel_holds_every_ruleset_and_table(built):
    with zipfile.ZipFile(built[1]) as archive:
        names = set(archive.namelist())
    assert {f"healthlint/rulesets/{name}" for name in RULESETS} <= names
    assert {"healthlint/rulesets/schema.json", "healthlint/healthlint.schema.json", "healthlint/py.typed"} <= names
    data = {path.name for path in (ROOT / "src/healthlint/readability/data").iterdir()}
    assert {f"healthlint/readability/data/{name}" for name in data} <= names
    assert {"healthlint/output/report.css", "healthlint/output/report.js"} <= names


def test_the_installed_wheel_lints_with_the_rulesets_inside(built, tmp_path):
    environment = tmp_path / "env"
    # The dependencies come from the environment of the tests, so that no network is needed; healthlint itself must not.
    venv.create(environment, with_pip=False)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    (site,) = environment.rglob("site-packages")
    done = _run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
        str(built[1]),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    here = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(here), encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text("Kratom tea eases opioid withdrawal.\n", encoding="utf-8")
    code = "import healthlint, sys; print(healthlint.__file__); from healthlint.cli import main; sys.exit(main())"
    done = _run(
        str(python),
        "-c",
        code,
        "check",
        "--isolated",
        "page.md",
        cwd=tmp_path,
        HEALTHLINT_CACHE_DIR=str(tmp_path / "cache"),
    )
    assert done.returncode == 1, done.stderr
    assert str(site) in done.stdout
    assert "page.md:1:12: error withdrawal-relief" in done.stdout
