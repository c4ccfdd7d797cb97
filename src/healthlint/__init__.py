"""healthlint: the linter for health-content compliance."""

__version__ = "0.1.0"
