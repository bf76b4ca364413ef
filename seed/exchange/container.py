"""A zip, a folder or a single file that the viewer names: its files by name, read within limits and never written out.

Packed files (gzip, and zip with deflate) are unpacked as they are read, whatever their directory claims: whole files into
memory, at most :data:`MOST` bytes of one and :data:`IN_ALL` of a zip; streams as long as they unpack to no more than
:data:`RATIO` times what is packed. Names that lead out of a zip, and links, are refused.
"""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from db.base.errors import BadInput
from db.base.text import line, printable

#: Bytes of one file, and of all that is read of one container.
MOST, IN_ALL = 100_000_000, 500_000_000
#: Bytes that all rows kept of one container may take until they are merged.
MOST_KEPT = 290_000_000
#: Files of a zip or folder that are looked at, and how deep a folder is searched.
FILES, _DEEP = 20_000, 5
_HEAD = 65_536
_PIECE = 1 << 20
#: How many times its packed size a stream may have, beyond the first :data:`MOST` bytes; text packs to a tenth, seldom to less.
RATIO = 200
#: What a zip may be packed with: others unpack to a thousand times their size and more.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_GZIP = b"\x1f\x8b"
#: What reading a damaged file raises.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Unreadable(Exception):
    """A file that cannot be read; the text says why, as the end of a sentence."""


@dataclass(slots=True)
class Spent:
    """Bytes read of a container so far, and bytes that the rows kept of it take."""

    read: int = 0
    kept: int = 0


@dataclass(slots=True)
class Held:
    """One file of a container. ``name`` is its path in there, with ``/``, printable; ``size`` what it takes, packed or not.

    ``done`` counts the bytes read of it as a stream, unpacked; ``whole`` is how many there will be, as far as that is known.
    """

    name: str
    size: int
    _open: Callable[[], IO[bytes] | gzip.GzipFile] = field(repr=False)
    _spent: Spent = field(default_factory=Spent, repr=False)
    _begun: bytes | None = field(default=None, repr=False)
    whole: int = 0
    done: int = 0
    _kept: int = field(default=0, repr=False)

    @property
    def base(self) -> str:
        """The last part of the name."""
        return self.name.rpartition("/")[2]

    def head(self) -> bytes:
        """The first 64 KiB; empty where nothing can be read."""
        if self._begun is None:
            try:
                self._begun = b"".join(self._pieces(_HEAD, counted=False))
            except Unreadable:
                self._begun = b""
        return self._begun

    def close(self) -> None:
        """Forget the head: files may be many, and few are read."""
        self._begun = None

    def keep(self, size: int) -> None:
        """Count a row that is kept and takes ``size`` bytes; Unreadable where the container's take over :data:`MOST_KEPT`."""
        self._kept += size
        self._spent.kept += size
        if self._spent.kept > MOST_KEPT:
            self._kept = 0  # stays counted: what a reader remembers of rows that it gives up takes memory too
            raise Unreadable(f"its rows would take more than {MOST_KEPT // 1_000_000} MB of memory")

    def drop(self) -> None:
        """Count none of its rows as kept: it is given up, or read anew."""
        self._spent.kept -= self._kept
        self._kept = 0

    def read(self, most: int | None = None) -> bytes:
        """All of it; Unreadable where it is damaged, or has more than ``most`` bytes, :data:`MOST` if they are not given."""
        return b"".join(self.pieces(MOST if most is None else most))

    def pieces(self, most: int | None) -> Iterator[bytes]:
        """All of it, piece by piece; Unreadable where it is damaged or has more than ``most`` bytes.

        Without ``most`` it may be as long as it is, if it does not unpack to far more than it takes.
        """
        found = 0
        for piece in self._pieces(None if most is None else most + 1):
            found += len(piece)
            if most is not None and found > most:
                raise Unreadable(f"it holds more than {most // 1_000_000} MB")
            if most is None and found > MOST + RATIO * self.size:
                raise Unreadable(f"it unpacks to more than {RATIO} times its size")
            self.done = found
            yield piece

    def _pieces(self, most: int | None, *, counted: bool = True) -> Iterator[bytes]:
        try:
            with self._open() as file:
                while (most is None or most > 0) and (piece := file.read(_PIECE if most is None else min(_PIECE, most))):
                    if most is not None:
                        most -= len(piece)
                        self._spent.read += len(piece) if counted else 0
                        if self._spent.read > IN_ALL:
                            raise Unreadable(f"it unpacks to more than {IN_ALL // 1_000_000} MB in all")
                    yield piece
        except _DAMAGE as error:
            raise Unreadable(_damage(error)) from error


def _damage(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be read ({error.strerror})"
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "it has a password"
    return line(str(error))[:100] or "it is damaged"


@dataclass(frozen=True, slots=True)
class Container:
    """What a path holds: ``files`` in the order of their names; ``refused`` says what was left out, and why."""

    path: Path
    files: tuple[Held, ...]
    refused: tuple[str, ...] = ()


@contextmanager
def opened(path: Path, *, files: int = FILES) -> Iterator[Container]:
    """The container at ``path``, open as long as it is used; BadInput where there is none, it is damaged, or has more files."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise BadInput(
            f"There is no {printable(str(path)[:200])}.", "Name a file, a zip or a folder that is there."
        ) from error
    except OSError as error:
        raise _cannot(path, error) from error
    if stat.S_ISDIR(mode):
        yield _folder(path, files)
    elif not stat.S_ISREG(mode):
        raise BadInput(f"{printable(str(path))} is neither a file nor a folder.", "Name a file, a zip or a folder.")
    elif _is_zip(path):
        with _zip(path, files) as container:
            yield container
    else:
        size = path.stat().st_size
        yield Container(path, (Held(printable(path.name), size, _opener(path), whole=size),))


def _cannot(path: Path, error: OSError) -> BadInput:
    return BadInput(
        f"{printable(str(path))} cannot be read: {error.strerror or error}.", "Make it readable, or name another."
    )


def _opener(path: Path) -> Callable[[], IO[bytes] | gzip.GzipFile]:
    def opened() -> IO[bytes] | gzip.GzipFile:
        file = path.open("rb")
        if file.peek(2)[:2] != _GZIP:
            return file
        return _Unpacked(file)

    return opened


class _Unpacked(gzip.GzipFile):
    """A gzip file that closes the file under it too."""

    def __init__(self, file: io.BufferedReader) -> None:
        super().__init__(fileobj=file)
        self._under = file

    def close(self) -> None:
        super().close()
        self._under.close()


# -- folders -----------------------------------------------------------------------------------------------------------


def _folder(path: Path, most: int) -> Container:
    files: list[Held] = []
    spent = Spent()
    for found in _walk(path, path, _DEEP):
        if len(files) == most:
            raise BadInput(
                f"{printable(str(path))} holds more than {most:,} files.", "Name the folder of the export itself."
            )
        name = found.relative_to(path).as_posix()
        size = found.stat().st_size
        files.append(Held(printable(name), size, _opener(found), spent, whole=size))
    return Container(path, tuple(files))


def _walk(root: Path, folder: Path, deep: int) -> Iterator[Path]:
    """The regular files below a folder, without hidden ones and without following links to folders."""
    try:
        here = sorted(folder.iterdir())
    except OSError as error:
        if folder == root:
            raise _cannot(root, error) from error
        return
    for each in here:
        if each.name.startswith("."):
            continue
        try:
            if each.is_dir() and not each.is_symlink():
                if deep:
                    yield from _walk(root, each, deep - 1)
            elif each.is_file():
                yield each
        except OSError:
            continue


# -- zips --------------------------------------------------------------------------------------------------------------


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError as error:
        raise _cannot(path, error) from error


@contextmanager
def _zip(path: Path, most: int) -> Iterator[Container]:
    try:
        packed = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadInput(
            f"{printable(str(path))} is a damaged zip ({line(str(error))[:120]}).", "Download it again; nothing was changed."
        ) from error
    with packed:
        yield _unpacked(path, packed, most)


def _unpacked(path: Path, packed: zipfile.ZipFile, most: int) -> Container:
    held: dict[str, Held] = {}
    refused = []
    spent = Spent()
    infos = [info for info in packed.infolist() if not info.is_dir()]
    if len(infos) > most:
        raise BadInput(
            f"{printable(str(path))} holds {len(infos):,} files, which no export does.", "Name the export itself."
        )
    for info in infos:
        name = printable(info.filename.replace("\\", "/"))
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or (parts and ":" in parts[0]):
            refused.append(f"{name[:100]}: its name leads out of the zip")
        elif stat.S_ISLNK(info.external_attr >> 16):
            refused.append(f"{name[:100]}: it is a link")
        elif not parts or any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        elif info.compress_type not in _METHODS:
            refused.append(f"{name[:100]}: it is packed in a way that Matinee does not unpack; pack it as an ordinary zip")
        elif name in held:
            refused.append(f"{name[:100]}: the zip holds another file of this name")
        else:
            held[name] = Held(name, info.compress_size, _inflating(packed, info), spent, whole=info.file_size)
    return Container(path, tuple(held[name] for name in sorted(held)), tuple(refused))


def _inflating(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes] | gzip.GzipFile]:
    return lambda: packed.open(info)
