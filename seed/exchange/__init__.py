"""Records that the viewer brings from elsewhere, and takes away: one module a format, which knows no database."""
