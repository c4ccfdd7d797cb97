"""A start in a repository: what it holds, the configuration that fits it, and the entry for its hooks. Looks and writes
text; puts no file anywhere itself.
"""
