"""``personal.db``: what the viewer said. Precious; every change is journalled and can be undone."""
