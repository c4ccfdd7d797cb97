"""What the points of patterns, subjects and cues should be, by labelled text.

A logistic regression over what the judgement saw of each match, printed in half points, with the recall on documents
that were held out.

    pip install scikit-learn
    python benchmarks/points.py ../shared/corpus

The folder holds claims/ with claims.jsonl (statements that must be found, by file and line), clean/ and hard.txt (text
without claims). Nothing is written: whoever maintains the rules decides what of it is true in general.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from healthlint import readers
from healthlint.checker import Checker, Options
from healthlint.kinds import claim
from healthlint.matching.matcher import Hit
from healthlint.matching.page import Page
from healthlint.page_meta import front_matter

RATES = (0.3, 0.5, 0.8, 1.0)
"""False findings in 1,000 words at which the recall is told."""

ROUNDS = 5
"""Rounds in which the best match of each statement is chosen anew."""


class Match:
    """A match: the unit it stands in (a statement, or a sentence of clean text), its document, and its features."""

    def __init__(
        self, unit: tuple[str, int], document: str, positive: bool, features: list[str], around: float
    ) -> None:
        self.unit = unit
        self.document = document
        self.positive = positive
        self.features = features
        self.around = around


def matches_of(corpus: Path, checker: Checker) -> list[Match]:
    """Every match of a claim rule that no stance, exemption or scope lets go."""
    hard = corpus / "hard.txt"
    paths = [*sorted((corpus / "claims").glob("*.txt")), *sorted((corpus / "clean").glob("*")), hard]
    found = []
    for path in paths:
        positive = path.parent.name == "claims"
        document = readers.read(path.name, path.read_bytes())
        page = Page(checker.program, document, front_matter(document))
        for index, sentence in enumerate(page.sentences):
            line = document.lines.position(page.span(sentence.first, sentence.last)[0])[0]
            unit = (path.name, line if positive else -index - 1)
            group = f"{path.name}:{line // 20}" if path == hard else path.name
            for hit in page.look(index).hits:
                match = _match(page, index, hit, unit, group, positive)
                if match is not None:
                    found.append(match)
    return found


def _match(page: Page, index: int, hit: Hit, unit: tuple[str, int], group: str, positive: bool) -> Match | None:
    pattern = page.program.patterns[hit.pattern]
    if pattern.role or page.program.rules[pattern.index].kind != "claim":
        return None
    judge = claim.Judge(page, index, explain=True)
    judged = judge.finding(hit)
    if judged is None:
        return None
    judge.tell(judged)
    if judged.reason and not any(judged.reason.startswith(str(n)) or judged.reason[0] == "-" for n in range(10)):
        return None
    around = sum(point.points for point in judged.points if point.what.startswith("context"))
    features = [
        f"pattern {judged.rule.id}/{judged.pattern}",
        f"subject {judged.subject_class}",
        f"stance {judged.stance}",
    ]
    features += [point.what for point in judged.points if point.what.startswith("cue ")]
    return Match(unit, group, positive, features, around)


class Data:
    """The matches as a matrix of features."""

    def __init__(self, matches: list[Match]) -> None:
        self.matches = matches
        self.counts = Counter(feature for match in matches for feature in match.features)
        self.names = [name for name, count in self.counts.items() if count >= 8]
        column = {name: at for at, name in enumerate(self.names)}
        cells = [(row, column[f]) for row, match in enumerate(matches) for f in match.features if f in column]
        rows, columns = zip(*cells, strict=True)
        self.table = csr_matrix(([1.0] * len(cells), (rows, columns)), shape=(len(matches), len(self.names)))
        self.positive = np.array([match.positive for match in matches])
        self.around = np.array([match.around for match in matches])


def fit(data: Data, rows: np.ndarray, strength: float) -> tuple[np.ndarray, float]:
    """Weights and intercept, from the best match of each unit: which that is, is found out in rounds."""
    score = np.zeros(len(data.matches))
    model = LogisticRegression(C=strength, max_iter=500, solver="liblinear")
    for _ in range(ROUNDS):
        best: dict[tuple[str, int], int] = {}
        for row in rows:
            unit = data.matches[row].unit
            if unit not in best or score[row] > score[best[unit]]:
                best[unit] = row
        use = np.array(sorted(best.values()))
        model.fit(data.table[use], data.positive[use])
        score = model.decision_function(data.table)
    return model.coef_[0], float(model.intercept_[0])


def recall_at(data: Data, score: np.ndarray, statements: int, words: int) -> str:
    """The recall at each of RATES, of scores that held-out documents got."""
    best: dict[tuple[str, int], float] = defaultdict(lambda: -99.0)
    for match, value in zip(data.matches, score, strict=True):
        best[match.unit] = max(best[match.unit], value)
    clean = sorted((value for unit, value in best.items() if unit[1] < 0), reverse=True)
    found = [value for unit, value in best.items() if unit[1] > 0]
    told = []
    for rate in RATES:
        least = clean[min(len(clean) - 1, int(rate * words / 1000))]
        told.append(f"{sum(value > least for value in found) / statements:.3f} at {rate}")
    return ", ".join(told)


def main() -> None:
    """Fit, and print what held-out documents say of it and the points that it proposes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--strength", type=float, default=0.3, help="inverse of the regularisation (default: 0.3)")
    arguments = parser.parse_args()
    data = Data(matches_of(arguments.corpus, Checker(Options())))
    statements = sum(1 for _ in (arguments.corpus / "claims.jsonl").open(encoding="utf-8"))
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in (arguments.corpus / "clean").glob("*"))
    groups = [match.document for match in data.matches]
    score = np.zeros(len(data.matches))
    for train, test in GroupKFold(5).split(data.table, groups=groups):
        weights, base = fit(data, train, arguments.strength)
        score[test] = (data.table @ weights + base)[test]
    print(f"held out, sentences alone: recall {recall_at(data, score, statements, words)}")
    print(f"held out, with the context: recall {recall_at(data, score + data.around, statements, words)}")
    weights, base = fit(data, np.arange(len(data.matches)), arguments.strength)
    for name, weight in sorted(zip(data.names, weights, strict=True), key=lambda pair: pair[1]):
        print(json.dumps({"what": name, "points": round(float(weight) * 2) / 2, "matches": data.counts[name]}))
    print(f"intercept {base:.2f}")


if __name__ == "__main__":
    main()
