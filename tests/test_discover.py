from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.discover import Found, find, label_of
from healthlint.discover.walk import Filter, files_in
from healthlint.globs import LONGEST

Make = Callable[..., None]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes files below the current folder; a text after `=` is what they hold."""
    monkeypatch.chdir(tmp_path)

    def make_files(*names: str) -> None:
        for name in names:
            path, _, text = name.partition("=")
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)

    return make_files


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def labels(found: Found) -> list[str]:
    return [target.label for target in found.targets]


needs_git = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


@pytest.fixture(params=["walk", pytest.param("git", marks=needs_git)])
def place(request: pytest.FixtureRequest, make: Make) -> Make:
    """The same, in a folder of its own and in a git work tree."""
    if request.param == "git":
        git("init", "-q")
    return make


def test_a_folder_is_read_recursively_and_sorted(place: Make) -> None:
    place("content/z.md", "content/b/y.html", "content/b.txt", "content/a/x.MD", "content/picture.png", "other.md")
    assert labels(find(["content"])) == ["content/a/x.MD", "content/b.txt", "content/b/y.html", "content/z.md"]


def test_no_path_is_the_current_folder(place: Make) -> None:
    place("b.md", "a/c.md")
    assert labels(find([])) == labels(find(["."])) == labels(find(["./"])) == ["a/c.md", "b.md"]


def test_labels_are_as_the_user_wrote_the_path(place: Make, tmp_path: Path) -> None:
    place("in/a.md")
    assert labels(find(["./in/"])) == ["in/a.md"]
    assert labels(find(["in/../in"])) == ["in/../in/a.md"]
    assert labels(find([str(tmp_path / "in")])) == [f"{tmp_path}/in/a.md"]
    os.chdir(tmp_path / "in")
    assert labels(find([".."])) == ["../in/a.md"]
    assert labels(find(["./a.md"])) == ["a.md"]


def test_targets_can_be_opened(place: Make, tmp_path: Path) -> None:
    place("in/deep/a.md=words")
    for path in (".", "in", "./in/deep", str(tmp_path)):
        assert [Path(target.path).read_text() for target in find([path]).targets] == ["words"]


def test_none_twice_and_in_the_order_given(place: Make, tmp_path: Path) -> None:
    place("b.md", "a.md", "in/c.md")
    assert labels(find(["b.md", ".", "in", "./b.md", str(tmp_path / "a.md")])) == ["b.md", "a.md", "in/c.md"]


def test_hidden_and_foreign_things_are_left_out_unless_named(place: Make) -> None:
    place(
        ".hidden.md",
        ".dir/a.md",
        "node_modules/p/readme.md",
        "sub/node_modules/a.md",
        "requirements-dev.txt",
        "LICENSE.md",
    )
    place("sub/.venv/a.md", "robots.txt", "good.md")
    assert labels(find(["."])) == ["good.md"]
    named = [".hidden.md", ".dir/a.md", "node_modules/p/readme.md", "requirements-dev.txt"]
    assert labels(find(named)) == named
    assert labels(find([".dir", "node_modules"])) == [".dir/a.md", "node_modules/p/readme.md"]


def test_data_files_of_tools_are_left_out_unless_taken_in(place: Make) -> None:
    place("package.json", "in/tsconfig.build.json", "docker-compose.dev.yml", "openapi.yaml", "a.schema.json")
    place("products.json", "faq.yml", "terms.csv", "a.jsonl", "b.TSV", "coverage.json")
    content = ["a.jsonl", "b.TSV", "coverage.json", "faq.yml", "products.json", "terms.csv"]
    assert labels(find(["."])) == content
    assert labels(find(["."], exclude=["!openapi.yaml", "faq.yml"])) == [
        "a.jsonl", "b.TSV", "coverage.json", "openapi.yaml", "products.json", "terms.csv",
    ]  # fmt: skip
    assert labels(find(["package.json", "in/tsconfig.build.json"])) == ["package.json", "in/tsconfig.build.json"]


OURS = [
    ("house.yaml", "# ours\nruleset: house\nversion: '1'\nrules: {}\n", "a ruleset"),
    ("house.yml", "\ufeffversion: 1.0.0\r\nruleset: house\r\n", "a ruleset"),
    ("report.json", '{"format": 1, "healthlint": "0.1.0",\n"files": []}', "a report"),
    ("labels.jsonl", '{"id": "a", "text": "Hot tea", "expect": []}\n', "labelled text"),
]


@pytest.mark.parametrize(("name", "text", "kind"), OURS, ids=[case[0] for case in OURS])
def test_our_own_files_are_left_out_unless_named(place: Make, name: str, text: str, kind: str) -> None:
    place("a.md", "b.yaml=title: Tea\nrules: {}\n")
    Path(name).write_text(text, newline="")
    assert labels(find(["."])) == ["a.md", "b.yaml"]
    found = find([name, "b.yaml"])
    assert labels(found) == [name, "b.yaml"]
    assert found.notes == [f"{name} is {kind} of healthlint: its words are checked because it was named"]
    assert labels(find([name], force_exclude=True)) == []


THEIRS = [
    ("k8s/web.yaml", "# web\napiVersion: v1\nkind: ConfigMap\ndata: {title: Tea}\n"),
    ("chart/templates/web.yml", '{{- if .Values.web.on }}\nname: {{ include "web.name" . }}\n{{- end }}\n'),
    ("chart/values.yaml", 'name: "{{ .Release.Name }}-web"\n'),
    ("stack.yaml", "AWSTemplateFormatVersion: '2010-09-09'\nDescription: Tea\n"),
    ("api/spec.yaml", "\ufeffopenapi: 3.1.0\r\ninfo: {title: Tea}\r\n"),
    ("api/v2.yaml", 'info: {title: Tea}\nswagger: "2.0"\n'),
    ("api/spec.json", '{\n  "openapi": "3.0.0", "info": {"title": "Tea"}}'),
    ("product.json", '{"title": "Tea", "$schema": "https://json-schema.org/draft/2020-12/schema"}'),
    ("settings.json", '{"$schema": "https://json.schemastore.org/tsconfig"}'),
]


@pytest.mark.parametrize(("name", "text"), THEIRS, ids=[case[0] for case in THEIRS])
def test_files_that_begin_like_those_of_a_tool_are_left_out_unless_named(place: Make, name: str, text: str) -> None:
    place("a.md", name)
    Path(name).write_text(text, encoding="utf-8", newline="")
    assert labels(find(["."])) == ["a.md"]
    found = find([name])
    assert (labels(found), found.notes) == ([name], [])
    assert labels(find([name], force_exclude=True)) == []


CONTENT = [
    ("faq.yaml", "kind: herbal\nfaq: The value {{ name }} of `.Values`\n"),
    ("api.yaml", "title: Tea\nopenapi: what it is\ntext: |\n  openapi: 3 things\n"),
    ("tea.json", '{"$schema": "./tea.schema.json", "openapi": "an interface"}'),
    ("tea.jsonl", '{"openapi": "3.0.0"}\n'),
    ("text.yaml", 'text: |\n  {{< figure alt="Tea" >}} {{ template }}\n'),
]


@pytest.mark.parametrize(("name", "text"), CONTENT, ids=[case[0] for case in CONTENT])
def test_content_that_mentions_tools_is_checked(place: Make, name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    assert labels(find(["."])) == [name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are for POSIX")
def test_a_pipe_is_not_waited_for(place: Make) -> None:
    place("a.md")
    os.mkfifo("pipe.yaml")
    assert labels(find(["."])) == ["a.md"]
    assert labels(find(["pipe.yaml"])) == ["pipe.yaml"]


def test_gitignore_is_heeded(place: Make) -> None:
    place(".gitignore=build/\n*.draft.md\n", "build/a.md", "b.md", "b.draft.md", "in/.gitignore=/c.md\n!k.draft.md\n")
    place("in/c.md", "in/deep/c.md", "in/k.draft.md")
    assert labels(find(["."])) == ["b.md", "in/deep/c.md", "in/k.draft.md"]
    assert labels(find(["in"])) == ["in/deep/c.md", "in/k.draft.md"]
    assert labels(find(["build/a.md"])) == ["build/a.md"]


def test_own_ignore_file_is_heeded(place: Make) -> None:
    place(
        ".healthlintignore=# not ours\nquoted/\n",
        "quoted/a.md",
        "b.md",
        "in/.healthlintignore=c.md\n",
        "in/c.md",
        "c.md",
    )
    assert labels(find(["."])) == ["b.md", "c.md"]


def test_a_pattern_longer_than_any_path_is_told(place: Make) -> None:
    place(f".healthlintignore={'*a' * LONGEST}\nquoted/\n", "quoted/a.md", "b.md")
    found = find(["."])
    assert labels(found) == ["b.md"]
    ((path, message),) = found.problems
    assert path.endswith(".healthlintignore")
    assert message == f"line 1 was not heeded: it is longer than {LONGEST} characters"


def test_own_ignore_file_of_the_repository_holds_below_it(make: Make) -> None:
    make(".git/HEAD", ".healthlintignore=/in/quoted\n", "in/quoted/a.md", "in/b.md", ".gitignore=x.md\n", "in/x.md")
    assert labels(find(["in"])) == ["in/b.md"]


def test_exclude_and_include(place: Make) -> None:
    place("content/a.md", "content/drafts/b.md", "shop/c.html", "shop/c.njk", "readme.md")
    assert labels(find(["."], exclude=["drafts/", "/readme.md"])) == ["content/a.md", "shop/c.html"]
    assert labels(find(["."], include=["content/"])) == ["content/a.md", "content/drafts/b.md"]
    assert labels(find(["."], include=["content/**"], exclude=["drafts"])) == ["content/a.md"]
    assert labels(find(["shop"], include=["*.njk", "*.html"])) == ["shop/c.html", "shop/c.njk"]


def test_exclude_can_take_in_what_is_left_out_by_itself(place: Make) -> None:
    place("LICENSE.md", "COPYING.txt")
    assert labels(find(["."], exclude=["!LICENSE.md"])) == ["LICENSE.md"]


def test_patterns_belong_to_the_folder_of_the_configuration(place: Make, tmp_path: Path) -> None:
    place("site/drafts/a.md", "site/b.md", "drafts/c.md")
    base = str(tmp_path / "site")
    assert labels(find(["."], exclude=["/drafts"], base=base)) == ["drafts/c.md", "site/b.md"]


def test_a_named_folder_is_entered_although_it_is_excluded(place: Make) -> None:
    place("drafts/a.md")
    assert labels(find(["drafts"], exclude=["drafts/"])) == ["drafts/a.md"]
    assert labels(find(["drafts/a.md"], exclude=["drafts/"])) == ["drafts/a.md"]


def test_force_exclude_holds_for_what_is_named(place: Make) -> None:
    place("drafts/a.md", "b.md", "node_modules/c.md", ".d.md", "e.png", "quoted/f.md", ".healthlintignore=quoted\n")
    paths = ["drafts/a.md", "b.md", "node_modules/c.md", ".d.md", "e.png", "quoted/f.md", "drafts"]
    found = find(paths, exclude=["drafts/"], force_exclude=True)
    assert labels(found) == ["b.md"]
    assert found.notes == ["6 named paths left out by --force-exclude"]
    assert labels(find(["."], force_exclude=True)) == ["b.md", "drafts/a.md"]


def test_force_exclude_outside_of_the_configured_folder(make: Make, tmp_path: Path) -> None:
    make("site/x.md", "other/a.md", "other/.b.md")
    found = find(["other/a.md", "other/.b.md"], base=str(tmp_path / "site"), force_exclude=True)
    assert labels(found) == ["other/a.md"]


def test_a_missing_path_is_a_problem(make: Make) -> None:
    make("a.md")
    found = find(["a.md", "b.md", "in/", ""])
    assert labels(found) == ["a.md"]
    assert found.problems == [(label, "no such file or folder") for label in ("b.md", "in/", '""')]


def test_a_folder_without_content_is_a_note(place: Make) -> None:
    place("in/picture.png", "in/.hidden.md")
    found = find(["in"])
    assert (found.targets, found.problems) == ([], [])
    assert found.notes == ["in: no file to check (hidden and ignored files are left out unless you name them)"]
    os.chdir("in")
    assert find([]).notes[0].startswith("the current folder: no file to check")


def test_patterns_that_leave_nothing_are_told(place: Make) -> None:
    place("in/a.md", "in/b.md", "in/c.njk")
    (note,) = find(["in"], include=["*.njx"]).notes
    assert note == "in: no file to check (include and exclude of the configuration leave out 2)"
    assert find(["in"], exclude=["*.md"]).notes == [note]
    assert find(["in"], include=["*.njk"]).notes == []


def test_named_files_are_checked_whatever_their_suffix(make: Make) -> None:
    make("a.njk", "noext", "-x.md")
    assert labels(find(["a.njk", "noext", "-x.md"])) == ["a.njk", "noext", "-x.md"]


def test_links(place: Make, tmp_path: Path) -> None:
    place("in/a.md", "in/deep/b.md", "out/c.md")
    os.symlink(tmp_path / "in", tmp_path / "in/deep/loop")
    os.symlink(tmp_path / "in/a.md", tmp_path / "in/again.md")
    os.symlink(tmp_path / "out/c.md", tmp_path / "in/far.md")
    os.symlink(tmp_path / "nowhere", tmp_path / "in/broken.md")
    os.symlink(tmp_path / "out", tmp_path / "in/outside")
    os.symlink(tmp_path / "in", tmp_path / "link")
    # the link that leads nowhere is no clean page: who reads it tells so
    assert labels(find(["in"])) == ["in/a.md", "in/broken.md", "in/deep/b.md", "in/far.md"]
    assert labels(find(["link"])) == ["link/a.md", "link/broken.md", "link/deep/b.md", "link/far.md"]
    assert labels(find(["in/again.md"])) == ["in/again.md"]


@needs_git
def test_a_tracked_file_that_was_deleted_is_gone(make: Make) -> None:
    make("a.md", "b.md")
    git("init", "-q")
    git("add", ".")
    Path("a.md").unlink()
    assert labels(find(["."])) == ["b.md"]


@needs_git
def test_repositories_inside_the_repository_are_read_too(make: Make) -> None:
    make("a.md", "inner/b.md", "inner/.gitignore=c.md\n", "inner/c.md")
    git("init", "-q")
    git("-C", "inner", "init", "-q")
    assert labels(find(["."])) == ["a.md", "inner/b.md"]


@needs_git
def test_git_variables_of_a_hook_do_not_mislead(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    make("in/a.md", "in/.gitignore=b.md\n", "in/b.md")
    git("init", "-q")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert labels(find(["in"])) == ["in/a.md"]


def test_without_git_the_walk_does_the_same(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    make(".git/HEAD", ".gitignore=b.md\n", "a.md", "b.md", "in/b.md", "in/c.md")
    monkeypatch.setenv("PATH", "")
    assert labels(find(["."])) == ["a.md", "in/c.md"]
    assert labels(find(["in"])) == ["in/c.md"]


def test_a_folder_that_cannot_be_read_is_a_problem(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    make("in/a.md", "in/closed/b.md", "in/closed/deep/c.md")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = find(["in", "in/closed"])
    assert labels(found) == ["in/a.md"]
    assert found.problems == [("in/closed", "cannot be read: Permission denied")] * 2
    assert found.notes == []


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("a.md", "a.md"),
        ("./a.md", "a.md"),
        (".//a.md", "a.md"),
        ("././a.md", "a.md"),
        ("../a", "../a"),
        (".", "."),
        ("/a", "/a"),
    ],
)
def test_label(path: str, label: str) -> None:
    assert label_of(path) == label


def test_names_that_are_no_unicode(make: Make, tmp_path: Path) -> None:
    make("a.md")
    try:
        with open(os.fsencode(tmp_path) + b"/\xff.md", "wb") as file:
            file.write(b"x")
    except OSError:
        pytest.skip("the file system wants Unicode")
    assert labels(find(["."])) == ["a.md", "\udcff.md"]
    if shutil.which("git"):
        git("init", "-q")
        assert labels(find(["."])) == ["a.md", "\udcff.md"]


def test_the_filter_is_the_same_for_both_ways(make: Make, tmp_path: Path) -> None:
    make("a.md", "in/b.md", ".healthlintignore=in\n")
    assert files_in(str(tmp_path), Filter(str(tmp_path), [], [])) == ["a.md"]


@pytest.mark.parametrize(
    ("paths", "include", "idle"),
    [
        (["."], ["content/", "blog/"], ["blog/"]),
        ([], ["contnet/", "*.md"], ["contnet/"]),
        ([".."], ["*.txt", "content/a.md"], ["*.txt"]),
        (["."], ["content/", "*.md", "!content/b.md"], []),
        (["content"], ["content/", "blog/"], []),  # not all was asked for
        (["content/a.md"], ["blog/"], []),
        (["."], ["blog/"], []),  # nothing is left: that is told anyway
    ],
)
def test_patterns_that_take_nothing_in_are_told(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], include: list[str], idle: list[str]
) -> None:
    make("site/content/a.md", "site/content/b.md")
    monkeypatch.chdir(tmp_path / "site")
    found = find(paths, include, base=str(tmp_path / "site"))
    told = [note for note in found.notes if note.startswith("include: ")]
    assert told == [f'include: no file that is checked fits "{pattern}"' for pattern in idle]
