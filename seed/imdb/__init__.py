"""IMDb's seven public data files: recognised, read in bulk, and made into the catalogue."""

import os

# Polars keeps memory that it has freed for ten seconds and longer, which a large import would pay for with gigabytes: it is
# told, before it is imported, to give it back after one second. Another wish in the environment goes first.
os.environ.setdefault("_RJEM_MALLOC_CONF", "background_thread:true,dirty_decay_ms:1000,muzzy_decay_ms:0")
