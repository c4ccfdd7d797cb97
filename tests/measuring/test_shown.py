"""Tables, picture and options, on made-up figures."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

import benchmarks.__main__ as command
import healthlint
from benchmarks import picture, table
from benchmarks.phases import OTHER, PHASES, Profile, phase_of
from benchmarks.phases import table as phase_table
from benchmarks.picture import Curve
from benchmarks.table import BARE, OURS, Row

ROWS = [
    Row("one file", {BARE: 0.02, OURS: 0.08, "rg 15": 0.04}, 0.08, 5.0),
    Row("later", {BARE: 0.02, OURS: 0.11}, 0.08, 5.0),
    Row("rules", {"few": 1.0, "many": 2.0, OURS: 2.0}, times=1.6, of="few"),
    Row("memory", {OURS: 149.6}, 150, unit="MB"),
    Row("not measured", {}, 1.0),
    Row("of nothing", {OURS: 1.0}, times=1.6, of="few"),
    Row("no target", {OURS: 123.4}),
]


def test_the_table_of_targets() -> None:
    assert table.targets(ROWS).splitlines() == [
        "| workload | healthlint | of bare Python | target | |",
        "|---|---|---|---|---|",
        "| one file | 0.080 s | 4.0 × | ≤ 0.080 s, ≤ 5 × bare Python | met |",
        "| later | 0.110 s | 5.5 × | ≤ 0.080 s, ≤ 5 × bare Python | **missed**: 1.38 × the limit, 5.50 × bare Python |",
        "| rules | 2.00 s |  | ≤ 1.6 × few | **missed**: 2.00 × few |",
        "| memory | 150 MB |  | ≤ 150 MB | met |",
        "| not measured |  |  | ≤ 1.00 s |  |",
        "| of nothing | 1.00 s |  | ≤ 1.6 × few | **missed**: no figure of few |",
        "| no target | 123 s |  |  |  |",
    ]


def test_the_table_of_peers() -> None:
    rows = [ROWS[0].renamed({"rg 15": "ripgrep"}), ROWS[6]]
    assert table.peers(rows, [BARE, OURS, "ripgrep", "absent"]).splitlines() == [
        "| tool | one file | no target |",
        "|---|---|---|",
        "| bare Python | 0.020 s (0.25 ×) |  |",
        "| healthlint | 0.080 s | 123 s |",
        "| ripgrep | 0.040 s (0.5 ×) |  |",
    ]


def test_the_table_of_a_curve() -> None:
    assert table.curve("files", [(10, 0.1), (1000, 2.5)]).splitlines()[2:] == [
        "| 10 | 0.100 s |  |",
        "| 1,000 | 2.50 s | 25.00 × |",
    ]


CURVES = [
    Curve("files <of> 6 KB", [(10, 0.15), (1_000, 1.4), (10_000, 11.2)], 1),
    Curve("rules", [(0, 0.3), (5_000, 0.41)], 0),
    Curve("processes", [(1, 2.1), (2, 1.2), (4, 1.3)], -1),
    Curve("nothing", [], 1),
]
SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_has_every_curve_within_its_frame() -> None:
    root = ET.fromstring(picture.draw(CURVES, "a machine & a date"))
    lines = [each for each in root.iter(f"{SVG}polyline") if each.get("class") == "line"]
    assert [len((line.get("points") or "").split()) for line in lines] == [3, 2, 3]
    assert len([each for each in root.iter(f"{SVG}polyline") if each.get("class") == "ideal"]) == 2
    for line in root.iter(f"{SVG}polyline"):
        for point in (line.get("points") or "").split():
            x, y = map(float, point.split(","))
            assert 0 < x < picture.WIDTH
            assert 0 < y < picture.HEIGHT
    words = [each.text for each in root.iter(f"{SVG}text")]
    assert {"files <of> 6 KB", "not measured", "10k", "11", "0", "a machine & a date"} <= set(words)


def test_the_picture_grows_to_the_right_and_upwards() -> None:
    root = ET.fromstring(picture.draw(CURVES[:1], ""))
    dots = [(float(dot.get("cx", 0)), float(dot.get("cy", 0))) for dot in root.iter(f"{SVG}circle")]
    assert dots == sorted(dots)
    assert [y for _, y in dots] == sorted((y for _, y in dots), reverse=True)
    # both axes are logarithmic: two decades across are twice as far as one
    assert (dots[1][0] - dots[0][0]) == pytest.approx(2 * (dots[2][0] - dots[1][0]), abs=0.3)


def test_the_time_of_functions_of_others_counts_for_who_called_them() -> None:
    package = healthlint.__path__[0]
    reader, matcher = (f"{package}/readers/markdown.py", 1, "read"), (f"{package}/matching/matcher.py", 1, "match")
    library, builtin = ("/lib/re.py", 1, "sub"), ("~", 0, "<len>")
    profile = Profile(
        {
            reader: (1, 1, 2.0, 2.0, {}),
            matcher: (1, 1, 3.0, 3.0, {}),
            library: (2, 2, 4.0, 4.0, {reader: (1, 1, 1.0, 1.0), matcher: (1, 1, 3.0, 3.0)}),
            builtin: (1, 1, 8.0, 8.0, {library: (1, 1, 8.0, 8.0), builtin: (1, 1, 0.0, 0.0)}),
            ("/lib/main.py", 1, "main"): (1, 1, 5.0, 5.0, {}),
        }
    )
    assert profile.seconds() == pytest.approx({"read": 2 + 1 + 2, "match": 3 + 3 + 6, OTHER: 5}, rel=1e-6)


def test_every_module_on_the_path_of_a_page_has_a_phase() -> None:
    package = healthlint.__path__[0]
    named = {phase_of(f"{package}/{name}") for name in ("readers/html.py", "segmentation.py", "kinds/claim.py")}
    assert named == {"read", "words and sentences", "judge"}
    assert phase_of(f"{package}/kinds/disclaimer_near.py") == "disclaimers"
    assert phase_of(f"{package}/pool.py") == OTHER
    assert phase_of("/usr/lib/re.py") == ""


def test_the_table_of_phases() -> None:
    lines = phase_table({"read": 1.0, "match": 3.0}, 0.004).splitlines()
    assert len(lines) == 2 + len(PHASES) + 2
    assert "| read | 25% | 1.00 ms |" in lines
    assert "| tags | 0% | 0.00 ms |" in lines
    assert lines[-1] == "| together | | 4.00 ms |"


def test_parts_are_chosen_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.arguments(["--only", "one,phases"]).only == ("one", "phases")
    assert command.arguments([]).only == command.ALL
    with pytest.raises(SystemExit):
        command.arguments(["--only", "one,all"])
    assert "all: the parts are one, many, large, rules, memory, scaling, phases" in capsys.readouterr().err
