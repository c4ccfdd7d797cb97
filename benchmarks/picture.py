"""Scaling curves as one picture: SVG written by hand, both axes logarithmic, legible on light and on dark ground."""

from __future__ import annotations

import math
from html import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 860, 670
_LEFT, _TOP, _PANEL_WIDTH, _PANEL_HEIGHT = 62, 92, 340, 200
_ACROSS, _DOWN = 440, 300

_LEGEND = "dashed: in exact proportion, from the largest (processes: from one)"
_STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.small { font-size: 11px; fill: #59636e }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.ideal { stroke: #818b98; stroke-width: 1.5; stroke-dasharray: 5 5; fill: none }
.line { stroke: #0969da; stroke-width: 2.5; fill: none; stroke-linejoin: round }
.dot { fill: #0969da }
.ground { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .small { fill: #9198a1 }
  .grid { stroke: #3d444d }
  .ideal { stroke: #9198a1 }
  .line { stroke: #58a6ff }
  .dot { fill: #58a6ff }
  .ground { fill: #0d1117 }
}
"""


class Curve:
    """Seconds by size. `slope` is that of growth in proportion: 1, 0 (none) or -1 (halved where the size doubles)."""

    def __init__(self, name: str, points: Sequence[tuple[float, float]], slope: int) -> None:
        self.name = name
        self.points = list(points)
        self.slope = slope


def draw(curves: Sequence[Curve], note: str) -> str:
    """The picture of up to four curves; `note` stands below them."""
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    panels = [_panel(curve, index % 2 * _ACROSS, index // 2 * _DOWN) for index, curve in enumerate(curves)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
            "<title>Seconds of a run by files, bytes, rules and processes</title>",
            f"<style>\n{_STYLE}</style>",
            f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
            f'<text class="title" x="{_LEFT}" y="28">Seconds of a whole run</text>',
            f'<text class="small" x="{_LEFT}" y="47">{_LEGEND}</text>',
            *panels,
            f'<text class="small" x="{_LEFT}" y="{HEIGHT - 16}">{escape(note)}</text>',
            "</svg>\n",
        ]
    )


class _Axis:
    """A logarithmic axis from pixel `start` to `end`; sizes of 0 stand half a decade before the least other."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        above = [value for value in values if value > 0] or [1.0]
        self._zero = min(above) / math.sqrt(10)
        self._least = math.log10(self._zero if min(values, default=1.0) <= 0 else min(above))
        self._most = max(math.log10(max(above)), self._least + 0.1)
        self._start, self._end = start, end

    def at(self, value: float) -> float:
        """The pixel of a value, held within the axis."""
        place = math.log10(value if value > 0 else self._zero)
        share = (place - self._least) / (self._most - self._least)
        return round(self._start + min(max(share, 0.0), 1.0) * (self._end - self._start), 1)


def _round_values(values: Sequence[float]) -> list[float]:
    """The powers of ten around some values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0**power for power in range(low, max(high, low + 1) + 1)]


def _panel(curve: Curve, x: float, y: float) -> str:
    left, top = x + _LEFT, y + _TOP
    parts = [f'<text class="title" x="{left}" y="{top - 8}">{escape(curve.name)}</text>']
    if not curve.points:
        return "\n".join([*parts, f'<text class="small" x="{left}" y="{top + 20}">not measured</text>'])
    sizes, figures = [size for size, _ in curve.points], [figure for _, figure in curve.points]
    marks = _round_values(figures)
    across = _Axis(sizes, left + 12, left + _PANEL_WIDTH - 12)
    down = _Axis(marks, top + _PANEL_HEIGHT, top)
    for mark in marks:
        parts.append(
            f'<line class="grid" x1="{left}" x2="{left + _PANEL_WIDTH}" y1="{down.at(mark)}" y2="{down.at(mark)}"/>'
        )
        parts.append(f'<text class="small" text-anchor="end" x="{left - 6}" y="{down.at(mark) + 4}">{mark:g} s</text>')
    bottom = top + _PANEL_HEIGHT
    for size in sizes:
        parts.append(
            f'<line class="grid" x1="{across.at(size)}" x2="{across.at(size)}" y1="{bottom}" y2="{bottom + 5}"/>'
        )
        parts.append(
            f'<text class="small" text-anchor="middle" x="{across.at(size)}" y="{bottom + 20}">{_short(size)}</text>'
        )
    if curve.slope:
        parts.append(_ideal(curve, across, down, marks))
    places = [(across.at(size), down.at(figure)) for size, figure in curve.points]
    parts.append(f'<polyline class="line" points="{" ".join(f"{at},{height}" for at, height in places)}"/>')
    for (at, height), figure in zip(places, figures, strict=True):
        above = height - 9 if height > top + 18 else height + 20
        parts.append(f'<circle class="dot" cx="{at}" cy="{height}" r="4"/>')
        parts.append(f'<text class="small" text-anchor="middle" x="{at}" y="{above}">{figure:.2g}</text>')
    return "\n".join(parts)


def _ideal(curve: Curve, across: _Axis, down: _Axis, marks: Sequence[float]) -> str:
    """Growth in proportion through the last point (for a slope below 0: the first), as far as the panel goes."""
    size, figure = curve.points[-1 if curve.slope > 0 else 0]
    other = curve.points[0 if curve.slope > 0 else -1][0]
    reached = figure * (other / size) ** curve.slope
    if reached < marks[0]:
        other, reached = size * (marks[0] / figure) ** curve.slope, marks[0]
    ends = ((size, figure), (other, reached))
    return f'<polyline class="ideal" points="{" ".join(f"{across.at(at)},{down.at(height)}" for at, height in ends)}"/>'


def _short(size: float) -> str:
    for unit, name in ((1_000_000, "M"), (1_000, "k")):
        if size >= unit:
            return f"{size / unit:g}{name}"
    return f"{size:g}"
