"""Search as you type over titles, other titles and people; needs only ``sqlite3``."""
