"""``catalogue.db``: what is known about films. Disposable, read-only for a running program, built whole by ``seed``."""
