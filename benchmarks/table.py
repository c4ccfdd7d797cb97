"""Measured figures as Markdown tables. Knows nothing of how they were measured."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BARE = "bare Python"
OURS = "healthlint"


class Row:
    """One workload with what was measured: `figures` by tool, in `unit` ("s" or "MB").

    `limit` is the target for healthlint in that unit, 0 for none; `times` the target as a multiple of the figure of the
    tool `of`.
    """

    def __init__(
        self,
        name: str,
        figures: Mapping[str, float],
        limit: float = 0.0,
        times: float = 0.0,
        of: str = BARE,
        unit: str = "s",
    ) -> None:
        self.name = name
        self.figures = dict(figures)
        self.limit = limit
        self.times = times
        self.of = of
        self.unit = unit

    def renamed(self, names: Mapping[str, str]) -> Row:
        """The same with other names for tools."""
        figures = {names.get(tool, tool): figure for tool, figure in self.figures.items()}
        return Row(self.name, figures, self.limit, self.times, self.of, self.unit)

    def target(self) -> str:
        """The target in words, "" where there is none."""
        parts = [f"≤ {shown(self.limit, self.unit)}"] if self.limit else []
        parts += [f"≤ {self.times:g} × {self.of}"] if self.times else []
        return ", ".join(parts)

    def verdict(self) -> str:
        """Whether the target is met; "" where there is none or nothing was measured."""
        ours = self.figures.get(OURS)
        if ours is None or not self.target():
            return ""
        missed = [f"{ours / self.limit:.2f} × the limit"] if self.limit and ours > self.limit else []
        base = self.figures.get(self.of, 0.0)
        if self.times and ours > self.times * base:
            missed.append(f"{ours / base:.2f} × {self.of}" if base else f"no figure of {self.of}")
        return "**missed**: " + ", ".join(missed) if missed else "met"


def shown(figure: float, unit: str) -> str:
    """A figure as people read it: three digits that count."""
    if unit == "MB":
        return f"{figure:.0f} MB"
    return f"{figure:.3f} s" if figure < 1 else f"{figure:.2f} s" if figure < 100 else f"{figure:.0f} s"


def targets(rows: Sequence[Row]) -> str:
    """Each workload with the figure of healthlint, the target and whether it is met."""
    lines = ["| workload | healthlint | of bare Python | target | |", "|---|---|---|---|---|"]
    for row in rows:
        ours, bare = row.figures.get(OURS), row.figures.get(BARE)
        figure = "" if ours is None else shown(ours, row.unit)
        ratio = f"{ours / bare:.1f} ×" if ours and bare else ""
        lines.append(f"| {row.name} | {figure} | {ratio} | {row.target()} | {row.verdict()} |")
    return "\n".join(lines)


def peers(rows: Sequence[Row], tools: Sequence[str]) -> str:
    """Each tool in a line, each workload in a column: the figure, and how many times that of healthlint it is."""
    lines = [f"| tool | {' | '.join(row.name for row in rows)} |", "|---" * (len(rows) + 1) + "|"]
    for tool in tools:
        cells = [_beside(row, tool) for row in rows]
        if any(cells):
            lines.append(f"| {tool} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _beside(row: Row, tool: str) -> str:
    figure, ours = row.figures.get(tool), row.figures.get(OURS)
    if figure is None:
        return ""
    return shown(figure, row.unit) + (f" ({figure / ours:.2g} ×)" if ours and tool != OURS else "")


def curve(name: str, points: Sequence[tuple[float, float]]) -> str:
    """The points of a scaling curve, each with how many times the one before it is."""
    lines = [f"| {name} | time | of the one before |", "|---|---|---|"]
    before = 0.0
    for size, figure in points:
        growth = f"{figure / before:.2f} ×" if before else ""
        lines.append(f"| {size:,.0f} | {shown(figure, 's')} | {growth} |")
        before = figure
    return "\n".join(lines)
