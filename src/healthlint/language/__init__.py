"""The rule language: from rulesets as they were written to a program that can be stored and run. Reads no file."""
