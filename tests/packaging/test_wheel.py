"""What users install: sdist, from it the wheel, in an empty environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from healthlint.loading import shipped

ROOT = Path(__file__).resolve().parents[2]
RULESETS = sorted(path.relative_to(ROOT / "rulesets").as_posix() for path in (ROOT / "rulesets").rglob("*.yaml"))

pytestmark = pytest.mark.slow

CHECK = """
import healthlint, sys
print(healthlint.__file__)
from healthlint.cli import main
code = main(["check", "--isolated", "page.md"])
print("compiled" if "healthlint.language.compiler" in sys.modules else "")
sys.exit(code)
"""


class Installed:
    """healthlint in an environment of its own: the Python there, and the folder of the package."""

    def __init__(self, python: str, package: Path) -> None:
        self.python = python
        self.package = package

    def check(self, folder: Path, **environment: str) -> tuple[bool, str]:
        """Whether a check of a page with one claim compiled rulesets, and what it wrote. `folder` holds the cache."""
        (folder / "page.md").write_text("Kratom tea eases opioid withdrawal.\n", encoding="utf-8")
        environment["HEALTHLINT_CACHE_DIR"] = str(folder / "cache")
        done = _run(self.python, "-c", CHECK, cwd=folder, **environment)
        assert done.returncode == 1, done.stderr
        return done.stdout.endswith("compiled\n"), done.stdout


def _done(*command: str, cwd: Path) -> str:
    done = _run(*command, cwd=cwd)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


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
    assert {"README.md", "LICENSE", "pyproject.toml", "hatch_build.py", "src/healthlint/engine.py"} <= names
    assert {f"rulesets/{name}" for name in RULESETS} <= names
    assert not [name for name in names if name.startswith((".venv", ".git/"))]
    assert not [name for name in names if shipped.NAME in name]  # the wheel that is made of it gets one of its own


def test_the_wheel_holds_every_ruleset_and_table(built):
    with zipfile.ZipFile(built[1]) as archive:
        names = set(archive.namelist())
    assert {f"healthlint/rulesets/{name}" for name in RULESETS} <= names
    assert {"healthlint/rulesets/schema.json", "healthlint/healthlint.schema.json", "healthlint/py.typed"} <= names
    data = {path.name for path in (ROOT / "src/healthlint/readability/data").iterdir()}
    assert {f"healthlint/readability/data/{name}" for name in data} <= names
    assert {"healthlint/output/report.css", "healthlint/output/report.js", f"healthlint/{shipped.NAME}"} <= names
    assert built[1].name.endswith("-py3-none-any.whl")


@pytest.fixture(scope="module")
def installed(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment with the wheel."""
    environment = tmp_path_factory.mktemp("env")
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
        cwd=environment,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    here = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(here), encoding="utf-8")
    return Installed(str(python), site / "healthlint")


def test_the_installed_wheel_lints_with_the_rulesets_inside(installed, tmp_path):
    compiled, report = installed.check(tmp_path)
    assert str(installed.package) in report
    assert "page.md:1:12: error withdrawal-relief" in report
    assert not compiled


def test_where_no_cache_can_be_kept_nothing_is_compiled_either(installed, tmp_path):
    (tmp_path / "cache").write_text("no folder")
    for _ in range(2):
        assert not installed.check(tmp_path)[0]


def test_a_ruleset_that_a_packager_changes_is_used_at_once(installed, tmp_path):
    assert "helps with withdrawal, cravings or addiction" in installed.check(tmp_path)[1]  # in the cache now
    path = installed.package / "rulesets" / "claims" / "withdrawal-aid.yaml"
    before, state = path.read_bytes(), path.stat()
    try:
        path.write_bytes(before.replace(b"helps with withdrawal", b"tells of withdrawal"))
        compiled, report = installed.check(tmp_path)
        assert compiled
        assert "tells of withdrawal, cravings or addiction" in report
    finally:
        path.write_bytes(before)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def test_an_editable_installation_has_nothing_to_compile_and_leaves_nothing_in_git(tmp_path):
    checkout = tmp_path / "checkout"
    for name in ("src", "rulesets", "docs"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__", f"{shipped.NAME}*"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore"):
        shutil.copy2(ROOT / name, checkout)
    _done("git", "init", "--quiet", cwd=checkout)
    before = _done("git", "status", "--porcelain", "--untracked-files=all", cwd=checkout)
    site = tmp_path / "site"
    options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--target", str(site))
    _done(sys.executable, "-m", "pip", "install", *options, "--editable", str(checkout), cwd=tmp_path)
    assert _done("git", "status", "--porcelain", "--untracked-files=all", cwd=checkout) == before
    installed = Installed(sys.executable, checkout / "src" / "healthlint")
    compiled, report = installed.check(tmp_path, PYTHONPATH=str(checkout / "src"))
    assert str(installed.package) in report
    assert not compiled
