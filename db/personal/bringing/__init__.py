"""Taking records from a file into ``personal.db``: what is new in them, what differs, and writing it as one action."""
