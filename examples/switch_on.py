"""Switches healthlint on in a repository of old pages, step by step, and shows what each step prints.

    python examples/switch_on.py [--pages 3000] [--folder NEW_FOLDER]

Needs git, pre-commit and an installed healthlint. It writes a site (see old_site.py), accepts what is there, is stopped
by what is new, waives a sentence with a reason, sees the waiver end, and leaves a report for people and one for code
scanning. Every step says what it expects and fails where that does not happen. The hook comes from this checkout, as it
was committed last.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from old_site import write_site

HERE = Path(__file__).resolve().parents[1]
CLAIM = "Our kava cures migraine within a week."
CAREFUL = "There is no evidence that kava cures migraine."
MOST = 12  # lines of what a step printed that are shown


class Site:
    """A repository with pages, and the commands that somebody types in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *command: str, code: int = 0, says: str = "") -> str:
        """Run a command; what it printed. Fails where it ends with another exit code or does not say `says`."""
        print(f"\n$ {' '.join(command)}", flush=True)
        done = subprocess.run(
            command,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            stdin=subprocess.DEVNULL,
        )
        lines = done.stdout.splitlines()
        shown = lines if len(lines) <= MOST else [*lines[: MOST // 2], "[...]", *lines[-MOST // 2 :]]
        print("\n".join(f"  {line}" for line in shown), flush=True)
        if done.returncode != code or says not in done.stdout:
            sys.exit(f"expected exit code {code} and “{says}”; got {done.returncode} and:\n{done.stdout}")
        return done.stdout

    def write(self, name: str, text: str) -> None:
        """Write a page."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self, message: str, code: int = 0, says: str = "") -> None:
        """Commit everything."""
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--message", message, code=code, says=says)


def say(words: str) -> None:
    """What the next commands are for."""
    print(f"\n# {words}", flush=True)


def accept(site: Site) -> None:
    """Switch on without mending a page."""
    say("look at the repository, write the configuration and the hook")
    site.run("healthlint", "init", says=".healthlint.yaml")
    say("the old pages hold much that would stop every commit")
    site.run("healthlint", "check", code=1, says="errors")
    say("accept it: the baseline is a file that is committed with the pages")
    site.run("healthlint", "baseline", "create", says="findings")
    site.run("healthlint", "check", says="baselined")
    _serve_hook_from_here(site)
    site.commit("Switch healthlint on")
    site.run("pre-commit", "install")


def _serve_hook_from_here(site: Site) -> None:
    """Take the hook from this checkout and not from where it is published: the example needs no network for it."""
    revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=HERE, capture_output=True, text=True, check=True)
    path = site.folder / ".pre-commit-config.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        head = line[: len(line) - len(line.lstrip())]
        if "repo:" in line:
            lines[number] = f"{head}- repo: {HERE.as_posix()}"
        elif "rev:" in line:
            lines[number] = f"{head}rev: {revision.stdout.strip()}"
    path.write_text("\n".join((*lines, "")), encoding="utf-8")


def stop(site: Site, old_page: str) -> None:
    """What is new is stopped: on a new page, and on an old one with accepted findings of the same rule."""
    say("a new page with a claim is stopped")
    site.write("blog/new.md", f"# Kava\n\n{CLAIM}\n")
    site.commit("A new page", code=1, says="error[treats-disease]")
    site.write("blog/new.md", f"# Kava\n\n{CAREFUL}\n")
    site.commit("A new page")
    say("an old page may be changed, its accepted findings don't come back; one more claim is stopped")
    text = (site.folder / old_page).read_text(encoding="utf-8")
    site.write(old_page, f"{text}\nA new last line.\n")
    site.commit("A line more")
    site.write(old_page, f"{text}\nA new last line. {CLAIM}\n")
    site.commit("One more claim", code=1, says="error[treats-disease]")
    site.run("git", "checkout", "--quiet", "HEAD", "--", old_page)


def waive(site: Site) -> None:
    """A waiver with a reason and an end."""
    say("a sentence that has to stay is waived, with a reason, a name and a last day")
    waiver = 'ignore-next-line treats-disease reason="quoted from the letter of 2019" by=legal until=2030-03-31'
    site.write("blog/letter.md", f"# The letter\n\n<!-- healthlint: {waiver} -->\n{CLAIM}\n")
    site.commit("Quote the letter")
    site.run("healthlint", "suppressions", "blog", says="quoted from the letter of 2019")
    say("after that day a check says so; a commit of today's is not stopped by the calendar")
    site.run("healthlint", "check", "--as-of", "2030-04-01", "blog/letter.md", code=1, says="suppression-expired")
    site.run("healthlint", "check", "--as-of", "2030-04-01", "--hook", "blog/letter.md")


def review(site: Site) -> None:
    """Only what a branch changed, and the baseline kept honest."""
    say("a branch shows what it changed, and nothing else")
    site.run("git", "switch", "--quiet", "--create", "spring")
    site.write("blog/spring.md", f"# Spring\n\n{CLAIM}\n")
    site.run("healthlint", "check", "--diff=main", code=1, says="blog/spring.md")
    (site.folder / "blog/spring.md").unlink()
    say("a page is mended: its entries are gone, and the baseline shrinks")
    report = json.loads((site.folder / "report.json").read_text(encoding="utf-8"))
    page = next(file["path"] for file in report["files"] if file["findings"] and file["path"].endswith(".md"))
    site.write(page, "# Kava\n\nKava is a plant.\n")
    site.run("healthlint", "baseline", "audit", code=1, says="gone")
    site.run("healthlint", "baseline", "update")
    site.run("healthlint", "baseline", "audit")


def report(site: Site) -> None:
    """Reports for code scanning and for people, in one run."""
    say("one run writes a report for code scanning and one for people")
    files = ["--output-file", "sarif=healthlint.sarif", "--output-file", "html=healthlint.html"]
    site.run("healthlint", "check", "--show-suppressed", *files)
    results = json.loads((site.folder / "healthlint.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    waived = [
        result for result in results if any(each["kind"] == "inSource" for each in result.get("suppressions", ()))
    ]
    print(f"  {len(results)} results in the SARIF file, {len(waived)} of them waived in the text")
    open_errors = [each for each in results if each["level"] == "error" and not each.get("suppressions")]
    if len(waived) != 1 or open_errors:
        sys.exit("of errors the SARIF file should hold the one that is waived and those accepted, and nothing else")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        address = (site.folder / "healthlint.html").as_uri()
        with tempfile.TemporaryDirectory() as profile:
            page = site.run(browser, *flags, *quiet, f"--user-data-dir={profile}", "--dump-dom", address)
        if "blog/letter.md" not in page:
            sys.exit("the page with the waiver is not in the report")


def main() -> None:
    """Play it all through."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=3_000)
    parser.add_argument("--folder", type=Path, help="a folder that does not exist yet (default: a temporary one)")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp()) / "site"
    os.environ.setdefault("GIT_AUTHOR_NAME", "Writer")
    os.environ.setdefault("GIT_COMMITTER_NAME", "Writer")
    os.environ.setdefault("GIT_AUTHOR_EMAIL", "writer@example.org")
    os.environ.setdefault("GIT_COMMITTER_EMAIL", "writer@example.org")
    os.environ["COLUMNS"] = "100"
    write_site(folder, given.pages)
    site = Site(folder)
    site.run("git", "init", "--quiet", "--initial-branch=main")
    site.commit("Ten years of pages")
    accept(site)
    site.run("healthlint", "check", "--isolated", "--output-file", "json=report.json", "--fail-on", "never", "--quiet")
    old = json.loads((folder / "report.json").read_text(encoding="utf-8"))["files"]
    claims = (file for file in old if any(each["rule"] == "treats-disease" for each in file["findings"]))
    stop(site, next(file["path"] for file in claims if file["path"].endswith(".md")))
    waive(site)
    report(site)
    review(site)
    print(f"\nAll of it happened as it should. The site is in {folder}")


if __name__ == "__main__":
    main()
