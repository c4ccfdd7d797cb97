"""Files with the suffix of a format that are no content: data files of well-known tools, by name or by how they begin,
and what was written for healthlint or by it, by how it begins.
"""

from __future__ import annotations

import os
import re

SUFFIXES = frozenset((".json", ".jsonc", ".json5", ".jsonl", ".ndjson", ".yaml", ".yml", ".html", ".htm", ".md"))
"""The suffixes of files that are looked into; of any other the name says enough."""

TOOLS = (
    # packages
    *("package.json", "package-lock.json", "npm-shrinkwrap.json", "bower.json", "composer.json", "deno.json*"),
    *("pnpm-lock.yaml", "pnpm-workspace.yaml", "pubspec.yaml", "packages.lock.json", "*.lock.json", "conda.y*ml"),
    *("environment.y*ml", "lerna.json", "nx.json", "rush.json", "turbo.json", "vcpkg*.json"),
    # compilers, linters, tests
    *("tsconfig*.json", "jsconfig*.json", "tslint.json", "biome.json*", "renovate.json*", "cypress.json"),
    *("cspell*.json", "cspell*.y*ml", "lighthouserc.*", "*.config.json", "codecov.y*ml", "lefthook.y*ml"),
    *("coverage-final.json", "coverage-summary.json", "Taskfile.y*ml", "crowdin.y*ml", "mkdocs*.y*ml"),
    *("CMake*Presets.json", "nodemon.json"),
    # frameworks
    *("angular.json", "nest-cli.json", "ng-package.json", "manifest.json", "appsettings*.json", "launchSettings.json"),
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
_YAML = (".yaml", ".yml")
_JSON = (".json", ".jsonc", ".json5")
_OURS = (
    (_YAML, "a ruleset", re.compile(rb"\A(?=(?s:.*?)^ruleset:\s)(?=(?s:.*?)^version:\s)", re.MULTILINE)),
    ((".json",), "a report", re.compile(rb'\A\s*\{\s*"format":\s*\d+,\s*"healthlint":')),
    ((".json",), "a report", re.compile(rb'\A\{"source": \{"name": "healthlint"')),
    ((".jsonl",), "a report", re.compile(rb'\A\{"type": "(?:finding", "path|problem", "path|summary", "format)": ')),
    ((".html", ".htm"), "a report", re.compile(rb'<meta name="generator" content="healthlint [\d.]+">')),
    ((".md",), "a report", re.compile(rb"\A## healthlint: checked ")),
    ((".jsonl",), "labelled text", re.compile(rb'\A\s*\{(?=[^\r\n]*"text"\s*:)[^\r\n]*"expect"\s*:')),
)
_THEIRS = (
    # Kubernetes, Helm, CloudFormation
    (_YAML, re.compile(rb"\A(?=(?s:.*?)^apiVersion:\s)(?=(?s:.*?)^kind:\s)", re.MULTILINE)),
    (
        _YAML,
        re.compile(rb"\{\{-?[^{}\r\n]*(?:\.(?:Values|Release|Chart|Capabilities)\b|\b(?:include|define|template) \")"),
    ),
    (_YAML, re.compile(rb"^AWSTemplateFormatVersion:\s", re.MULTILINE)),
    # interfaces and schemas
    (_YAML, re.compile(rb"^(?:openapi|swagger|asyncapi):[ \t]*[\"']?\d", re.MULTILINE)),
    (_JSON, re.compile(rb'\A\s*\{\s*"(?:openapi|swagger|asyncapi)"\s*:\s*"\d')),
    (_JSON, re.compile(rb'"\$schema"\s*:\s*"https?://(?:json-schema\.org|(?:json|www)\.schemastore\.org)/')),
    # what linters report: Code Quality, SARIF
    (_JSON, re.compile(rb'\A\s*\[\s*\{\s*"type":\s*"issue",')),
    (_JSON, re.compile(rb'\A\s*\{(?=(?s:.{0,400})"version":\s*"2\.1\.0")(?=(?s:.{0,400})sarif)')),
)
"""Suffixes, and how files of tools with them begin."""


def our_own(path: str) -> str:
    """What the file is if it was written for healthlint or by it ("a ruleset"), "" if it was not or can't be read."""
    return _ours(_suffix(path), _head(path))


def is_content(path: str) -> bool:
    """Whether a data file does not begin like one of ours or of a well-known tool. One that can't be read is content:
    whoever reads it tells.
    """
    suffix, head = _suffix(path), _head(path)
    theirs = any(suffix in suffixes and beginning.search(head) for suffixes, beginning in _THEIRS)
    return not theirs and not _ours(suffix, head)


def _ours(suffix: str, head: bytes) -> str:
    return next((kind for suffixes, kind, beginning in _OURS if suffix in suffixes and beginning.search(head)), "")


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _head(path: str) -> bytes:
    if not os.path.isfile(path):  # a pipe would be waited for
        return b""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))  # a third of the time of `open`, a file
        try:
            return os.read(file, _HEAD).removeprefix(b"\xef\xbb\xbf")
        finally:
            os.close(file)
    except OSError:
        return b""
