"""Findings that a team accepted: kept in a file, matched with what a run finds, so that only what is new stops it.

Knows neither rulesets nor configuration nor the command line. Matching works on values alone; only `storage`
reads the file.
"""
