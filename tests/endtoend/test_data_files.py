"""Data files from the command line: what is found and where, what is told, what a configuration changes."""

from __future__ import annotations

import pytest

from endtoend.command import Command, claims

PRODUCTS = """\
{
  "healthlint": {"context": "commercial"},
  "products": [
    {
      "id": "tea-1",
      "name": "Kratom \\u2014 green caf\u00e9 \U0001f33f",
      "url": "/kratom cures anxiety",
      "body": "<p>Our tea <em>cures<\\/em> \\"anxiety\\".<\\/p>",
      "notes": "Kratom cures pain in the draft."
    }
  ]
}
"""


def test_products(healthlint: Command) -> None:
    healthlint.write("products.json", PRODUCTS)
    report = healthlint.json("products.json")
    found = [(each["line"], each["column"], each["match"], each["scope"]) for each in claims(report)]
    assert found == [
        (8, 31, 'cures<\\/em> \\"anxiety', "paragraph"),
        (9, 24, "cures pain", "paragraph"),
    ]
    data = PRODUCTS.encode()
    for each in claims(report):
        assert data[each["byte_start"] : each["byte_end"]].decode() == each["match"]
    assert report["files"][0]["problems"] == []


def test_concise_lines(healthlint: Command) -> None:
    healthlint.write("products.json", PRODUCTS)
    ended = healthlint("check", "--format", "concise", "--select", "disease-treatment", "products.json")
    assert ended.code == 1
    assert [line.split(": ")[0] for line in ended.out.splitlines() if ": error " in line] == [
        "products.json:8:31",
        "products.json:9:24",
    ]


CONFIGURATIONS = [
    ("data: {skip-keys: [notes]}\n", ['cures<\\/em> \\"anxiety']),
    ('data: {keys: ["products.*.url"], skip-keys: ["**"]}\n', ["cures anxiety"]),
    ("overrides:\n- paths: [products.json]\n  data: {skip-keys: [products]}\n", []),
    (
        "overrides:\n- paths: [other.json]\n  data: {skip-keys: [products]}\n",
        ['cures<\\/em> \\"anxiety', "cures pain"],
    ),
    (
        "data: {skip-keys: [body]}\noverrides:\n- paths: ['*.json']\n  data: {skip-keys: [notes]}\n",
        ['cures<\\/em> \\"anxiety'],
    ),
]


@pytest.mark.parametrize(("configuration", "expected"), CONFIGURATIONS)
def test_keys_by_configuration(healthlint: Command, configuration: str, expected: list[str]) -> None:
    healthlint.write("products.json", PRODUCTS)
    healthlint.write(".healthlint.yaml", configuration)
    assert [each["match"] for each in claims(healthlint.json("products.json"))] == expected


WRONG = [
    ("data: [body]\n", ".healthlint.yaml:1:7: data: "),
    ("data: {key: [body]}\n", '.healthlint.yaml:1:8: data.key: unknown key "key"'),
    (
        "data: {keys: ['faq[0].answer']}\n",
        ".healthlint.yaml:1:15: data.keys[0]: write the number of a list item like a key",
    ),
]


@pytest.mark.parametrize(("configuration", "message"), WRONG)
def test_mistakes_in_the_configuration(healthlint: Command, configuration: str, message: str) -> None:
    healthlint.write("a.json", "{}")
    healthlint.write(".healthlint.yaml", configuration)
    ended = healthlint("check", "a.json")
    assert ended.code == 2
    assert message in ended.err


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.json", '{"text": "Hot tea",\n "b": }\n', 2),
        ("a.jsonl", '{"text": "Hot tea"}\n{"b": \n', 2),
        ("a.yaml", "text: Hot tea\nb: [c\n", 3),
        ("a.csv", 'text,b\nHot tea,"cup\n', 2),
    ],
)
def test_a_broken_file_is_never_a_clean_one(healthlint: Command, name: str, text: str, line: int) -> None:
    healthlint.write(name, text)
    ended = healthlint("check", "--format", "concise", ".")
    assert ended.code == 3
    assert f"{name}:{line}" in ended.out + ended.err
    assert "is left out by `exclude` in the configuration" in ended.out + ended.err
    healthlint.write("ok.md", "Hot tea.\n")
    healthlint.write(".healthlint.yaml", f"exclude: [{name}]\n")
    assert healthlint("check", ".").code == 0


def test_a_repository_with_rulesets_of_its_own(healthlint: Command) -> None:
    healthlint.write("house/ours.yaml", "ruleset: ours\nversion: 1.0.0\ntitle: Kratom cures anxiety\n")
    healthlint.write("package.json", '{"description": "Kratom cures anxiety"}')
    healthlint.write("a.md", "The river runs past the mill.\n")
    assert [file["path"] for file in healthlint.json(".")["files"]] == ["a.md"]
    ended = healthlint("check", "house/ours.yaml")
    assert ended.code == 1
    assert "house/ours.yaml is a ruleset of healthlint: its words are checked because it was named" in ended.err


def test_standard_input_and_score(healthlint: Command) -> None:
    ended = healthlint("check", "--stdin-filename", "p.json", "-", stdin=PRODUCTS.encode())
    assert ended.code == 1
    healthlint.write("p.json", PRODUCTS)
    healthlint.write(".healthlint.yaml", "data: {skip-keys: [notes]}\n")
    assert '"words": 4,' in healthlint("score", "--format", "json", "p.json").out


PASSAGE = (
    '{"body": "<!-- healthlint: ignore treats-disease reason=\'a quote\' --><p>Kratom cures pain.</p>'
    '<!-- healthlint: ignore-end -->"}'
)
SUPPRESSED = [
    ("a.yaml", "# healthlint: ignore-next-line treats-disease reason='a quote'\ntip: Kratom cures pain.\n"),
    ("a.yaml", "healthlint:\n  ignore:\n  - {rule: treats-disease, reason: a quote}\ntip: Kratom cures pain.\n"),
    (
        "a.json",
        '{"healthlint": {"ignore": [{"rule": "treats-disease", "reason": "a quote"}]}, "tip": "Kratom cures pain."}',
    ),
    ("a.jsonc", '{\n// healthlint: ignore-next-line treats-disease reason="a quote"\n"tip": "Kratom cures pain."}'),
    ("a.json", PASSAGE),
]


@pytest.mark.parametrize(("name", "text"), SUPPRESSED)
def test_suppressions(healthlint: Command, name: str, text: str) -> None:
    healthlint.write(name, text)
    (file,) = healthlint.json("--select", "treats-disease", name)["files"]
    assert file["findings"] == []
    assert [each["suppressed_by"]["reason"] for each in file["suppressed"]] == ["a quote"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.yaml", "promo: Kratom\ntip:\n- Kratom cures pain.\n"), ("a.json5", '{\n  "tip": "Kratom cures pain."\n}\n')],
)
def test_suppressions_are_written_for_what_the_configuration_reads(healthlint: Command, name: str, text: str) -> None:
    path = healthlint.write(name, text)
    healthlint.write(".healthlint.yaml", "data: {keys: [tip], skip-keys: ['**']}\nselect: [treats-disease]\n")
    assert healthlint("check", "--add-ignore", "a quote", name).code == 0
    assert 'reason="a quote"' in path.read_text()
    assert healthlint("check", name).code == 0
