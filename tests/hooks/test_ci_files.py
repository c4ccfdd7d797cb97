"""The scripts inside `action.yml` and the GitLab template, run as the services run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import healthlint

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
TEMPLATE: dict[str, Any] = yaml.safe_load((ROOT / "templates/healthlint.gitlab-ci.yml").read_text(encoding="utf-8"))
CLAIM = "# Tea\n\nOur kratom tea cures anxiety.\n"
CAREFUL = "# Tea\n\nThere is no evidence that kratom cures anxiety.\n"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the scripts need a shell of Unix"),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository with a page that makes a claim, one that doesn't, and one with blanks in its name."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    (folder / "content/tea.md").write_text(CLAIM, encoding="utf-8")
    (folder / "content/careful.md").write_text(CAREFUL, encoding="utf-8")
    (folder / "content/two words.md").write_text(CLAIM, encoding="utf-8")
    return folder


def run(script: str, shell: list[str], site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script with `healthlint` of this environment."""
    command = site.parent / "healthlint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m healthlint "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    clean = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "HEALTHLINT_CACHE_DIR": str(site.parent / "cache"),
        "HEALTHLINT": str(command),
    }
    return subprocess.run(
        [*shell, script],
        cwd=site,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def act(site: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run the step of the action that checks, with these inputs; what it ended with and its outputs."""
    (step,) = [dict(step, env=dict(step["env"])) for step in ACTION["runs"]["steps"] if step.get("id") == "check"]
    given = {name: str(value["default"]) for name, value in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    environment = {}
    assert step["env"].pop("HEALTHLINT") == "${{ steps.install.outputs.command }}"
    for name, expression in step["env"].items():
        found = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", expression)
        assert found, expression
        environment[name] = given[found[1]]
    outputs = site.parent / "outputs"
    outputs.write_text("", encoding="utf-8")
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("bash is not installed")
    # as the service calls it: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
    shell = [bash, "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]
    done = run(step["run"], shell, site, GITHUB_OUTPUT=str(outputs), GITHUB_ACTIONS="true", **environment)
    return done, outputs.read_text(encoding="utf-8")


def test_the_action_annotates_and_fails(site: Path) -> None:
    done, outputs = act(site)
    assert done.returncode == 1, done.stderr
    assert outputs == "exit-code=1\n"
    assert "::error file=content/tea.md,line=3,endLine=3,col=16," in done.stdout
    assert "careful" not in done.stdout


def test_the_action_takes_paths_arguments_and_files(site: Path) -> None:
    done, outputs = act(
        site, paths="content/two words.md\ncontent/careful.md\n", args="--fail-on=never\n", sarif_file="out.sarif"
    )
    assert (done.returncode, outputs) == (0, "exit-code=0\n"), done.stderr
    results = json.loads((site / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    places = {entry["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for entry in results}
    assert places == {"content/two%20words.md"}


def test_the_action_writes_the_report_for_people(site: Path) -> None:
    done, _ = act(site, html_file="report.html")
    assert done.returncode == 1, done.stderr
    assert "</html>" in (site / "report.html").read_text(encoding="utf-8")


def test_a_mistake_ends_the_action_with_its_own_code(site: Path) -> None:
    done, outputs = act(site, changed_since="nowhere")
    assert (done.returncode, outputs) == (2, "exit-code=2\n")
    assert "nowhere" in done.stderr


def test_no_input_is_put_into_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_files_name_this_version() -> None:
    tag = f"v{healthlint.__version__}"
    assert f"/{tag}.tar.gz" in TEMPLATE["healthlint"]["variables"]["HEALTHLINT_PACKAGE"]
    assert f"/{tag}/templates/" in (ROOT / "templates/healthlint.gitlab-ci.yml").read_text(encoding="utf-8")


def test_the_gitlab_job_writes_its_reports(site: Path) -> None:
    job = TEMPLATE["healthlint"]
    (script,) = job["script"]
    script = script.replace("/tmp/healthlint/bin/healthlint", '"$HEALTHLINT"')
    variables = {name: str(value) for name, value in job["variables"].items()}
    variables |= {"HEALTHLINT_ARGS": "--select\ntreats-disease\n", "HEALTHLINT_PATHS": "content/two words.md"}
    done = run(script, ["sh", "-e", "-c"], site, **variables)
    assert done.returncode == 1, done.stderr
    assert "content/two words.md:3:16: error treats-disease" in done.stdout
    reports = job["artifacts"]["reports"]
    (entry,) = json.loads((site / reports["codequality"]).read_text(encoding="utf-8"))
    assert entry["location"]["path"] == "content/two words.md"
    assert "<testsuites" in (site / reports["junit"]).read_text(encoding="utf-8")
    (page,) = job["artifacts"]["paths"]
    assert (site / page).is_file()
