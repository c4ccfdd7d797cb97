"""Everything that must hold before a change lands: format, lint, types, layers, rulesets, tests. CI runs the same.

python3 scripts/check.py            in a virtual environment of its own (.venv), made where it is missing
python3 scripts/check.py tests      only the tests; further words go to pytest
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENVIRONMENT = os.path.join(ROOT, ".venv")
BIN = os.path.join(ENVIRONMENT, "Scripts" if os.name == "nt" else "bin")
STAMP = os.path.join(ENVIRONMENT, "healthlint-dev")
SPECIFICATION = os.path.join(ENVIRONMENT, "commonmark")
"""Where the source archive of mistletoe is kept: it holds the examples of the CommonMark specification."""
WHEELS = os.path.join(ENVIRONMENT, "wheels")
"""Where the packages are kept that a hook installs: tests use no network."""

CODE = ["src", "tests", "scripts", "benchmarks", "examples", "hatch_build.py"]

STEPS = {
    "format": ["ruff", "format", "--check", "--quiet", *CODE],
    "lint": ["ruff", "check", "--quiet", *CODE],
    "types": ["mypy"],
    "layers": ["lint-imports"],
    "rulesets": ["healthlint", "validate"],
    "examples": ["healthlint", "test"],
    "docs": ["python", "scripts/rule_docs.py", "--check"],
    "tests": ["pytest", "-n", "auto"],
}


def install() -> None:
    """Make the virtual environment and install the project with its tools, unless that was done for this
    pyproject.toml.
    """
    with open(os.path.join(ROOT, "pyproject.toml"), encoding="utf-8") as file:
        wanted = file.read()
    try:
        with open(STAMP, encoding="utf-8") as file:
            if file.read() == wanted:
                return
    except OSError:
        pass
    python = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
    if not os.path.exists(python):
        venv.create(ENVIRONMENT, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--editable", f"{ROOT}[dev]"], check=True, cwd=ROOT)
    # Without these some tests skip and say so.
    download = [python, "-m", "pip", "download", "--quiet", "--dest"]
    archive = ["--no-deps", "--no-binary", "mistletoe", "mistletoe==1.6.0"]
    subprocess.run([*download, SPECIFICATION, *archive], check=False, cwd=ROOT)
    subprocess.run([*download, WHEELS, "hatchling", ROOT], check=False, cwd=ROOT)
    with open(STAMP, "w", encoding="utf-8") as file:
        file.write(wanted)


def run(name: str, more: list[str]) -> bool:
    """Run one step; whether it passed."""
    command = [os.path.join(BIN, STEPS[name][0]), *STEPS[name][1:], *more]
    print(f"== {name}: {' '.join(STEPS[name])}", flush=True)
    environment = {**os.environ, "PATH": BIN + os.pathsep + os.environ.get("PATH", "")}
    archives = os.listdir(SPECIFICATION) if os.path.isdir(SPECIFICATION) else []
    if archives:
        environment.setdefault("COMMONMARK_EXAMPLES", os.path.join(SPECIFICATION, archives[0]))
    if os.path.isdir(WHEELS):
        environment.setdefault("HEALTHLINT_WHEELS", WHEELS)
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def main() -> int:
    """Run the steps that are asked for (all without a word); 1 where one fails."""
    names = [sys.argv[1]] if len(sys.argv) > 1 else list(STEPS)
    if any(name not in STEPS for name in names):
        print(f"the steps are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    install()
    failed = [name for name in names if not run(name, sys.argv[2:])]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
