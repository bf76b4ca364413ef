"""Parts that draw the records they are given; no query, no session, no settings lookup."""
