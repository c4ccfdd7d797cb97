"""What changed in a repository, and which findings come from it.

Only `git` runs another program; `hunks` and `comparison` work on values alone. Nothing here knows the command line.
"""
