"""Data files (JSON, YAML, CSV) that are no content: those of well-known tools by name, our own by how they begin."""

from __future__ import annotations

import os
import re

SUFFIXES = frozenset((".json", ".jsonc", ".json5", ".jsonl", ".ndjson", ".yaml", ".yml", ".csv", ".tsv"))

TOOLS = (
    # packages
    *("package.json", "package-lock.json", "npm-shrinkwrap.json", "bower.json", "composer.json", "deno.json*"),
    *("pnpm-lock.yaml", "pnpm-workspace.yaml", "pubspec.yaml", "packages.lock.json", "*.lock.json", "conda.y*ml"),
    *("environment.y*ml", "lerna.json", "nx.json", "rush.json", "turbo.json"),
    # compilers, linters, tests
    *("tsconfig*.json", "jsconfig*.json", "tslint.json", "biome.json*", "renovate.json*", "cypress.json"),
    *("cspell*.json", "cspell*.y*ml", "lighthouserc.*", "*.config.json", "codecov.y*ml", "lefthook.y*ml"),
    *("coverage-final.json", "coverage-summary.json", "Taskfile.y*ml", "crowdin.y*ml", "mkdocs.y*ml"),
    # frameworks
    *("angular.json", "nest-cli.json", "ng-package.json", "manifest.json"),
    # where things run
    *("docker-compose*.y*ml", "compose.y*ml", "vercel.json", "now.json", "netlify.json", "firebase.json"),
    *("firestore*.json", "wrangler.json*", "serverless.y*ml", "skaffold.y*ml", "kustomization.y*ml", "Chart.y*ml"),
    *("Pulumi*.y*ml", "cloudbuild.y*ml", "buildspec.y*ml", "appspec.y*ml", "render.yaml", "appveyor.y*ml"),
    *("azure-pipelines*.y*ml", "bitbucket-pipelines.yml", "ansible*.y*ml", "playbook.y*ml", "galaxy.y*ml"),
    # descriptions of data and interfaces
    *("*.schema.json", "openapi*.json", "openapi*.y*ml", "swagger*.json", "swagger*.y*ml", "asyncapi*.y*ml"),
)
"""Patterns of names; `exclude` takes one in by a pattern that starts with `!`."""

_HEAD = 8192
_OURS = (
    ((".yaml", ".yml"), "a ruleset", re.compile(rb"\A(?=(?s:.*?)^ruleset:\s)(?=(?s:.*?)^version:\s)", re.MULTILINE)),
    ((".json",), "a report", re.compile(rb'\A\s*\{\s*"format":\s*\d+,\s*"healthlint":')),
    ((".jsonl",), "labelled text", re.compile(rb'\A\s*\{(?=[^\r\n]*"text"\s*:)[^\r\n]*"expect"\s*:')),
)


def our_own(path: str) -> str:
    """What the file is if it was written for healthlint or by it ("a ruleset"), "" if it was not or can't be read."""
    suffix = os.path.splitext(path)[1].lower()
    for suffixes, kind, beginning in _OURS:
        if suffix in suffixes and os.path.isfile(path):  # a pipe would be waited for
            try:
                with open(path, "rb") as file:
                    head = file.read(_HEAD)
            except OSError:
                return ""  # whoever reads it tells
            return kind if beginning.match(head.removeprefix(b"\xef\xbb\xbf")) else ""
    return ""
