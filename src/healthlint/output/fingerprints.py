"""Identities that hold over all files of a report."""

from __future__ import annotations


def in_report(path: str, fingerprint: str) -> str:
    """32 hexadecimal digits for what `fingerprint` tells from all else in the file at `path`."""
    from hashlib import blake2b  # slow to import, and few outputs need it

    return blake2b(f"{path}\0{fingerprint}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
