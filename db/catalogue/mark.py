"""How a file is marked as a Matinee catalogue. Apart from the models, which cost more to import than the first search takes."""

from __future__ import annotations

#: 'MATc' (``PRAGMA application_id``).
APPLICATION_ID = 0x4D415463
#: Raised whenever a table changes; a catalogue with another number is rebuilt or imported anew (``PRAGMA user_version``).
SCHEMA_VERSION = 5
#: Versions that this Matinee reads as they are. Another older one is kept under a name of its own, a newer one left alone.
READABLE = frozenset({SCHEMA_VERSION})
