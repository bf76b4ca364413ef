"""Pages from sources: one immutable file a source, and which title each of its subjects is in the catalogue in use."""
