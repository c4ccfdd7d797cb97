"""Suppressions: waivers that stand in the text itself, each for one rule, with a reason.

`directive` holds what was written, `comments` and `entries` read it from comments and front matter, `reach` says which
part of the text it covers, `kept` and `phrases` whether a sentence has the words that it asks for, `application` holds
findings back and tells what is wrong with a directive. All are functions of a document and its findings; none reads a
clock: the day is given.
"""
