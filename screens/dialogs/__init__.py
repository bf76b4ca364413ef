"""Dialogs: small questions laid over a screen, each answered by what it is dismissed with. ``None`` is "never mind"."""

from screens.dialogs.ask import Ask
from screens.dialogs.diary import DiaryDialog
from screens.dialogs.lists import ListsDialog
from screens.dialogs.rating import RatingBar
from screens.dialogs.share import ShareDialog

__all__ = ["Ask", "DiaryDialog", "ListsDialog", "RatingBar", "ShareDialog"]
