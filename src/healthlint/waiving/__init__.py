"""Writes suppressions into files, where they change nothing of the page: `check --add-ignore`.

`blocks` tells where comments may stand, `plan` which suppressions the findings of a file need, `edits` puts them into
the text, `file` tries and proves the outcome. Only `files` writes, and only what was proved.
"""
