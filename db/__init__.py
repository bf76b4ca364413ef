"""The only SQL in the house: the catalogue (read), the viewer's records, search, engine and records."""
