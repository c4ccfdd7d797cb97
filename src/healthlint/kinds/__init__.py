"""The kinds of rules: each makes findings of what its rules ask for. A new kind is a module and a line in `engine`."""
