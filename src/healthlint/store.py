"""The reports of a run over many files: packed, and unpacked one at a time when somebody looks at one.

Knows nothing of processes and of files between runs, which hand over reports in the form in which they are held here.
"""

from __future__ import annotations

from marshal import dumps, loads

from healthlint.packing import fill, pack
from healthlint.report import TALLY, FileReport
from healthlint.spool import Spool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, Protocol

    from healthlint.origin import Origin
    from healthlint.rule import Rule

    class Source(Protocol):
        """Where packed reports are."""

        def get(self, number: int, /) -> bytes:
            """The one with this number."""


_HEAD = len(dumps((0,) * len(TALLY)))  # bytes of the tally, in front of the rest


class Packer:
    """Packs the reports of one program, whose `rules` these are, in the order of `ids`."""

    __slots__ = ("_numbers", "_rules")

    def __init__(self, rules: Sequence[Rule], ids: Sequence[str]) -> None:
        self._rules = rules
        self._numbers = dict(zip(ids, range(len(ids)), strict=True))

    def pack(self, report: FileReport) -> bytes:
        """All of a report, its document included."""
        document = b""
        if report.document is not None:
            import pickle  # few outputs need documents

            document = pickle.dumps(report.document, pickle.HIGHEST_PROTOCOL)
        return dumps(report.tally()) + dumps((pack(report, self._numbers), document))

    def tally(self, packed: bytes) -> tuple[int, ...]:
        """The tally of a packed report, which takes no unpacking."""
        counts: tuple[int, ...] = loads(packed)  # noqa: S302 - what was packed here
        return counts

    def origin(self, packed: bytes) -> Origin:
        """The origin of a packed report."""
        origin: Origin = loads(memoryview(packed)[_HEAD:])[0][0]  # noqa: S302 - what was packed here
        return origin

    def unpack(self, packed: bytes) -> FileReport:
        """The report that `pack` made these bytes of."""
        report = FileReport.__new__(FileReport)
        self.fill(report, packed)
        return report

    def fill(self, report: FileReport, packed: bytes) -> None:
        """As `unpack`, into a report that holds nothing yet."""
        data, document = loads(memoryview(packed)[_HEAD:])  # noqa: S302 - what was packed here
        fill(report, data, self._rules)
        if document:
            import pickle  # as above

            report.document = pickle.loads(document)  # noqa: S301 - as above


class Store:
    """The reports of a run, as a sequence. Each access gives a new one: who changes a report puts it back."""

    __slots__ = ("_numbers", "_packer", "_sources", "_spool", "_tallies")

    def __init__(self, packer: Packer, size: int) -> None:
        self._packer = packer
        self._spool = Spool()
        self._sources: list[Source] = [self._spool] * size
        self._numbers = [-1] * size
        self._tallies: list[tuple[int, ...]] = [()] * size

    def put(self, index: int, packed: bytes) -> None:
        """Take in a packed report as the one with this index."""
        self.refer(index, self._packer.tally(packed), self._spool, self._spool.put(packed))

    def refer(self, index: int, tally: tuple[int, ...], source: Source, number: int) -> None:
        """Take the packed report that `source` has under this number as the one with this index."""
        self._sources[index] = source
        self._numbers[index] = number
        self._tallies[index] = tally

    def append(self, report: FileReport) -> None:
        """Add a report behind the last one."""
        self._sources.append(self._spool)
        self._numbers.append(-1)
        self._tallies.append(())
        self[-1] = report

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int) -> FileReport:
        return _Held(self._packer, self._sources[index], self._numbers[index], self._tallies[index])

    def __setitem__(self, index: int, report: FileReport) -> None:
        self.put(index, self._packer.pack(report))

    def __iter__(self) -> Iterator[FileReport]:
        return map(self.__getitem__, range(len(self)))


class _Held(FileReport):
    """A report that is unpacked when more than its numbers is asked for: a slot that was never set."""

    __slots__ = ("_number", "_packer", "_source", "_tally")

    def __init__(self, packer: Packer, source: Source, number: int, tally: tuple[int, ...]) -> None:
        self._packer = packer
        self._source = source
        self._number = number
        self._tally = tally

    def tally(self) -> tuple[int, ...]:
        """What it counts now, which needs no unpacking as long as nobody can have changed it."""
        return super().tally() if self._number < 0 else self._tally

    def __getattr__(self, name: str) -> Any:
        if name not in FileReport.__slots__ or self._number < 0:
            raise AttributeError(name)
        self._packer.fill(self, self._source.get(self._number))
        self._number = -1
        return getattr(self, name)
