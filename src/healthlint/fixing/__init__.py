"""Mends what can be mended by machine, file by file, and writes nothing that it has not checked again."""
