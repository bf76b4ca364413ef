"""A zip, a folder or a single file that the viewer names: its files by name, read within limits and never written out.

A zip entry is inflated into memory, at most :data:`MOST` bytes of it and :data:`IN_ALL` of the whole zip, whatever its
directory claims; names that lead out of the zip, and links, are refused.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from db.base.errors import BadInput
from db.base.text import line

#: Bytes of one file, and of all that is read of one container.
MOST, IN_ALL = 100_000_000, 500_000_000
#: Files of a zip or folder that are looked at, and how deep a folder is searched.
_FILES, _DEEP = 20_000, 5
_HEAD = 65_536
_PIECE = 1 << 20


class Unreadable(Exception):
    """A file that cannot be read; the text says why, as the end of a sentence."""


@dataclass(slots=True)
class Held:
    """One file of a container. ``name`` is its path in there, with ``/``."""

    name: str
    size: int
    _read: Callable[[int], bytes] = field(repr=False)
    _begun: bytes | None = field(default=None, repr=False)

    @property
    def base(self) -> str:
        """The last part of the name."""
        return self.name.rpartition("/")[2]

    def head(self) -> bytes:
        """The first 64 KiB; empty where nothing can be read."""
        if self._begun is None:
            try:
                self._begun = self._read(_HEAD)
            except Unreadable:
                self._begun = b""
        return self._begun

    def read(self) -> bytes:
        """All of it; Unreadable where it is damaged or too large."""
        found = self._read(MOST + 1)
        if len(found) > MOST:
            raise Unreadable(f"it holds more than {MOST // 1_000_000} MB")
        return found


@dataclass(frozen=True, slots=True)
class Container:
    """What a path holds: ``files`` in the order of their names; ``refused`` says what was left out, and why."""

    path: Path
    files: tuple[Held, ...]
    refused: tuple[str, ...] = ()


@contextmanager
def opened(path: Path) -> Iterator[Container]:
    """The container at ``path``, open as long as it is used; BadInput where there is none, or it is damaged."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise BadInput(f"There is no {line(str(path)[:200])}.", "Name a file, a zip or a folder that is there.") from error
    except OSError as error:
        raise _cannot(path, error) from error
    if stat.S_ISDIR(mode):
        yield _folder(path)
    elif not stat.S_ISREG(mode):
        raise BadInput(f"{path} is neither a file nor a folder.", "Name a file, a zip or a folder.")
    elif _is_zip(path):
        with _zip(path) as container:
            yield container
    else:
        yield Container(path, (Held(path.name, path.stat().st_size, _reader(path)),))


def _cannot(path: Path, error: OSError) -> BadInput:
    return BadInput(f"{path} cannot be read: {error.strerror or error}.", "Make it readable, or name another.")


def _reader(path: Path) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(most)
        except OSError as error:
            raise Unreadable(f"it cannot be read ({error.strerror or error})") from error

    return read


# -- folders -----------------------------------------------------------------------------------------------------------


def _folder(path: Path) -> Container:
    files: list[Held] = []
    for found in _walk(path, path, _DEEP):
        if len(files) == _FILES:
            raise BadInput(f"{path} holds more than {_FILES:,} files.", "Name the folder of the export itself.")
        name = found.relative_to(path).as_posix()
        files.append(Held(name, found.stat().st_size, _reader(found)))
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
def _zip(path: Path) -> Iterator[Container]:
    try:
        packed = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadInput(
            f"{path} is a damaged zip ({line(str(error))[:120]}).", "Download it again; nothing was changed."
        ) from error
    with packed:
        yield _unpacked(path, packed)


def _unpacked(path: Path, packed: zipfile.ZipFile) -> Container:
    held: dict[str, Held] = {}
    refused = []
    left = [IN_ALL]
    infos = [info for info in packed.infolist() if not info.is_dir()]
    if len(infos) > _FILES:
        raise BadInput(f"{path} holds {len(infos):,} files, which no export does.", "Name the export itself.")
    for info in infos:
        name = info.filename.replace("\\", "/")
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or (parts and ":" in parts[0]):
            refused.append(f"{line(name)[:100]}: its name leads out of the zip")
        elif stat.S_ISLNK(info.external_attr >> 16):
            refused.append(f"{line(name)[:100]}: it is a link")
        elif parts and not any(part.startswith((".", "__MACOSX")) for part in parts) and name not in held:
            held[name] = Held(name, info.file_size, _inflating(packed, info, left))
    return Container(path, tuple(held[name] for name in sorted(held)), tuple(refused))


def _inflating(packed: zipfile.ZipFile, info: zipfile.ZipInfo, left: list[int]) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        pieces, found = [], 0
        try:
            with packed.open(info) as file:
                while found < most and (piece := file.read(min(_PIECE, most - found))):
                    pieces.append(piece)
                    found += len(piece)
                    left[0] -= len(piece)
                    if left[0] < 0:
                        raise Unreadable(f"the zip unpacks to more than {IN_ALL // 1_000_000} MB")
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            why = "it has a password" if isinstance(error, RuntimeError) else line(str(error))[:100] or "it is damaged"
            raise Unreadable(why) from error
        return b"".join(pieces)

    return read
