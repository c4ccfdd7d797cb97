"""The program that comes with the package, used only for the very files that it was made from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from healthlint import programs
from healthlint.loading import locate, shipped, store

PROGRAM = {"format": 0, "rules": [("é", 1, 2.5, None, True)], "trie": {"a": b"\0" * 100}}
OLD = 1_700_000_000_123_456_789


class Package:
    """A package of two rulesets and two files of code, below `root`."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        for name in ("rulesets/claims/tea.yaml", "rulesets/lists.yaml", "language/compiler.py", "segmentation.py"):
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"one {name}\n")
        monkeypatch.setattr(store, "package", lambda: str(root))
        monkeypatch.setattr(locate, "builtin_folder", lambda: str(root / "rulesets"))

    @property
    def rulesets(self) -> list[str]:
        return [str(self.root / "rulesets" / name) for name in ("claims/tea.yaml", "lists.yaml")]

    def ship(self, program: object = PROGRAM) -> Path:
        path = self.root / shipped.NAME
        path.write_bytes(shipped.pack(self.rulesets, program))
        return path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    return Package(tmp_path / "healthlint", monkeypatch)


def test_what_is_shipped_comes_back(package: Package) -> None:
    assert shipped.load(package.rulesets) is None
    package.ship()
    assert shipped.load(package.rulesets) == PROGRAM


def test_times_and_the_place_of_the_package_mean_nothing(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = package.ship().read_bytes()
    os.utime(package.rulesets[0], ns=(OLD, OLD))
    assert shipped.load(package.rulesets) == PROGRAM
    elsewhere = Package(tmp_path / "site-packages" / "healthlint", monkeypatch)
    (elsewhere.root / shipped.NAME).write_bytes(data)
    assert shipped.load(elsewhere.rulesets) == PROGRAM


def in_place(path: Path) -> None:
    """Change a file so that neither its size nor its time tells."""
    state = path.stat()
    path.write_text(path.read_text().replace("one", "two"))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


CHANGES = {
    "a ruleset changed in place": lambda root: in_place(root / "rulesets/claims/tea.yaml"),
    "a longer ruleset": lambda root: (root / "rulesets/lists.yaml").write_text("one rulesets/lists.yaml\n\n"),
    "other line ends": lambda root: (root / "rulesets/lists.yaml").write_bytes(b"one rulesets/lists.yaml\r\n"),
    "a ruleset gone": lambda root: (root / "rulesets/lists.yaml").unlink(),
    "two rulesets swapped": lambda root: (
        (root / "rulesets/lists.yaml").write_text("one rulesets/claims/tea.yaml\n"),
        (root / "rulesets/claims/tea.yaml").write_text("one rulesets/lists.yaml\n"),
    ),
    "code changed in place": lambda root: in_place(root / "language/compiler.py"),
    "a module changed in place": lambda root: in_place(root / "segmentation.py"),
    "more code": lambda root: (root / "language/more.py").write_text(""),
    "code gone": lambda root: (root / "language/compiler.py").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_is_not_used_for_other_files(package: Package, change) -> None:
    package.ship()
    change(package.root)
    assert shipped.load(package.rulesets) is None


def test_it_is_not_used_for_more_or_fewer_rulesets_or_another_order(package: Package, tmp_path: Path) -> None:
    package.ship()
    own = tmp_path / "own.yaml"
    own.write_text("one")
    assert shipped.load([*package.rulesets, str(own)]) is None
    assert shipped.load(package.rulesets[:1]) is None
    assert shipped.load(package.rulesets[::-1]) is None


@pytest.mark.parametrize(("target", "name", "value"), [(shipped, "__version__", "99"), (store, "FORMAT", 99)])
def test_it_is_not_used_by_another_version(
    package: Package, monkeypatch: pytest.MonkeyPatch, target: object, name: str, value: object
) -> None:
    package.ship()
    monkeypatch.setattr(target, name, value)
    assert shipped.load(package.rulesets) is None


def test_every_single_byte_counts(package: Package) -> None:
    path = package.ship()
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert shipped.load(package.rulesets) is None, at
    for part in (b"", data[:-1], data + b"x", data[: len(data) // 2]):
        path.write_bytes(part)
        assert shipped.load(package.rulesets) is None


def test_what_can_not_be_read_is_not_there(package: Package) -> None:
    path = package.ship()
    path.unlink()
    path.mkdir()
    assert shipped.load(package.rulesets) is None


class TestUse:
    """What `programs` makes of it."""

    @pytest.fixture
    def made(self, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
        """The files of each compilation."""
        calls: list[list[str]] = []

        def fake(paths: list[str]) -> dict[str, object]:
            calls.append(paths)
            return {"compiled": True}

        monkeypatch.setattr(programs, "_compile", fake)
        return calls

    def test_the_first_run_has_nothing_to_compile(self, package: Package, made: list[list[str]]) -> None:
        package.ship()
        assert programs._made(package.rulesets) == PROGRAM
        assert made == []

    def test_a_changed_ruleset_is_compiled(self, package: Package, made: list[list[str]]) -> None:
        package.ship()
        in_place(package.root / "rulesets/lists.yaml")
        assert programs._made(package.rulesets) == {"compiled": True}
        assert made == [package.rulesets]

    def test_the_build_packs_what_is_compiled(self, package: Package, made: list[list[str]]) -> None:
        (package.root / shipped.NAME).write_bytes(programs.compiled())
        assert sorted(made[0]) == sorted(package.rulesets)
        assert shipped.load(made[0]) == {"compiled": True}


def test_all_code_that_a_program_depends_on_is_watched() -> None:
    code = (
        "import sys\nfrom healthlint.language.compiler import compile_rulesets\n"
        "from healthlint.loading import load_rulesets, locate\n"
        "compile_rulesets(load_rulesets(locate.builtin_files()))\n"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('healthlint')), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    used = {os.path.relpath(path, store.package()).replace(os.sep, "/") for path in done.stdout.splitlines()}
    watched = {os.path.relpath(path, store.package()).replace(os.sep, "/") for path in store.makers()}
    # Counting the words of a text has no part in a program: only the names of the scores have.
    beside = {"readability/__init__.py", "readability/syllables.py", "readability/words.py", "suppression/__init__.py"}
    assert used - watched - beside == {"__init__.py", "errors.py"}


def test_the_order_of_the_rulesets_is_the_same_on_all_systems() -> None:
    files = locate.builtin_files()
    assert sorted(files, key=lambda path: path.replace(os.sep, "\\")) == files
