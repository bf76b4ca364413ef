"""Which class shows a place, by the name of its screen; imported when it is first needed."""

from __future__ import annotations

from importlib import import_module

from screens.base import MatineeScreen

#: Place.screen → module and class.
SCREENS = {
    "title": "screens.title:TitleScreen",
    "credits": "screens.credits:CreditsScreen",
    "episodes": "screens.episodes:EpisodesScreen",
    "storyline": "screens.storyline:StorylineScreen",
    "details": "screens.details:DetailsScreen",
    "facts": "screens.facts:FactsScreen",
    "reviews": "screens.reviews:ReviewsScreen",
    "awards": "screens.awards:AwardsScreen",
    "similar": "screens.similar:SimilarScreen",
    "onlists": "screens.onlists:OnListsScreen",
    "person": "screens.person:PersonScreen",
    "lists": "screens.lists:ListsScreen",
    "list": "screens.list:ListScreen",
    "diary": "screens.diary:DiaryScreen",
    "path": "screens.path:PathScreen",
    "changes": "screens.changes:ChangesScreen",
    "charts": "screens.charts:ChartsScreen",
    "chart": "screens.charts:ChartScreen",
    "history": "screens.history:HistoryScreen",
    "sources": "screens.sources:SourcesScreen",
    "bringing": "screens.bringing:BringingScreen",
    "deciding": "screens.deciding:DecidingScreen",
    "help": "screens.help:HelpScreen",
}


def screen_class(name: str) -> type[MatineeScreen]:
    """The class that shows places of this name."""
    module, _, cls = SCREENS[name].partition(":")
    found: type[MatineeScreen] = getattr(import_module(module), cls)
    return found
