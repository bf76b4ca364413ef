"""What a running Matinee looks for every two seconds: another catalogue, other records, and a log to be written home."""

from __future__ import annotations

from collections.abc import Callable

from db.library import Library


class Watch:
    """Compares what stands on disk with what was there last time.

    ``say`` takes a sentence, ``reload`` shows the present, ``rest`` is called at each look: whoever writes has a moment to
    tidy up. ``settle`` is called at the first look, and whenever either file is another, since the records may belong
    elsewhere then; it is given ``reload``.
    """

    def __init__(
        self,
        library: Library,
        say: Callable[[str], object],
        reload: Callable[[], object],
        rest: Callable[[], object],
        settle: Callable[[Callable[[], object]], object],
    ) -> None:
        self._library, self._say, self._reload, self._rest, self._settle = library, say, reload, rest, settle
        self._catalogue: tuple[int, int] = (0, 0)
        self._records: tuple[object, ...] = ()
        self._settled = False

    def begin(self) -> None:
        """What is there now is known."""
        self._catalogue, self._records = self._library.catalogue_stamp(), self._library.records_stamp()

    def look(self) -> None:
        """Say what is new and show it."""
        self._rest()
        catalogue, records = self._library.catalogue_stamp(), self._library.records_stamp()
        new_catalogue = catalogue not in {self._catalogue, (0, 0)}
        new_records = records != self._records
        if new_catalogue:
            self._say("The catalogue is new; Matinee has moved over to it.")
        elif new_records:
            self._say("Your records were restored; Matinee shows them as they are now.")
        self._records = records
        if new_catalogue:
            self._catalogue = catalogue
        if new_catalogue or new_records:
            self._reload()
        if new_catalogue or new_records or not self._settled:
            self._settled = True
            self._settle(self._reload)
