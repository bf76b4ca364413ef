"""IMDb's seven public data files: recognised, read in bulk, and made into the catalogue."""
