"""A segment's files as they are mapped into memory: the library's own storage copies each whole when it is opened."""

from io import BufferedReader, RawIOBase
from typing import Any

from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.structfile import BufferFile


class MappedStorage(CompoundStorage):
    """All files of a segment, which are one on the disk."""

    def open_file(self, name: str, *_args: object, **_options: object) -> Any:
        if self._source is None:
            return super().open_file(name)
        start, length = self.range(name)
        return _File(memoryview(self._source)[start : start + length], name)


class _File(BufferFile):
    def __init__(self, mapped: memoryview, name: str) -> None:
        self._buf, self._name, self.onclose = mapped, name, None
        self.file = BufferedReader(_Stream(mapped))
        self.is_real = self.is_closed = False


class _Stream(RawIOBase):
    """What is mapped, for who reads it from one place on."""

    def __init__(self, mapped: memoryview) -> None:
        self._mapped, self._place = mapped, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        found = self._mapped[self._place : self._place + len(into)]
        into[: len(found)] = found
        self._place += len(found)
        return len(found)

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        self._place = max(0, offset + (0, self._place, len(self._mapped))[whence])
        return self._place
