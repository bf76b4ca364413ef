"""The program: entry point, app, command registry, palette, settings, themes, logging."""

__version__ = "0.1.0"
