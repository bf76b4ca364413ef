"""The registry of commands: the one place that says what Matinee can be asked to do, and by which keys.

Key bindings, the key bar, the palette, the help screen, remapping in ``config.toml`` and the README's key table all come
from :data:`COMMANDS`. A command runs as the action of the same name on the screen in front (``action_rate``), or on the
app; a screen that lacks the action does not have the command, and ``why_not`` of a screen says why one cannot run now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tui.keynames import spell

if TYPE_CHECKING:  # the command line reads the registry too, and never loads Textual
    from textual.binding import Binding

    from widgets.help_sheet import CommandRow
    from widgets.keybar import KeyHint


class Command(NamedTuple):
    """Something Matinee can be asked to do."""

    id: str
    title: str
    """Its name in the palette and in help."""
    help: str
    """One sentence that says what happens."""
    keys: tuple[str, ...]
    """Default keys, in Textual's names."""
    where: str
    """Where it applies, in words."""
    action: str
    """The action it runs: on the screen in front, or ``app.…``."""
    bar: str = ""
    """Its word in the key bar; empty where the bar does not show it."""
    shown: str = ""
    """How its keys are written, where that differs from their names."""
    priority: bool = False
    """Whether it is heard before a focused input."""
    together: tuple[str, str, str] | None = None
    """Keys, title and help of the commands that are told in one row with it: ten ratings, eight candidates."""

    @property
    def method(self) -> str:
        """Name of the method that carries it out."""
        return "action_" + self.action.removeprefix("app.").partition("(")[0]

    @property
    def on_app(self) -> bool:
        """Whether the app itself carries it out."""
        return self.action.startswith("app.")


_ANY, _TITLE = "everywhere", "wherever a title is in view"
_RATE = ("1 … 9, 0", "Rate", "Rate this title 1 to 10.")
_CHOOSE = ("1 … 8", "Choose a candidate", "Say that this candidate is meant.")

COMMANDS: tuple[Command, ...] = (
    *(
        Command(
            f"rate_{value}", f"Rate {value}", f"Rate this title {value}.", (str(value % 10),), _TITLE,
            f"rate({value})", bar="rate" if value == 1 else "", shown="1–0" if value == 1 else "",
            together=_RATE,
        )
        for value in range(1, 11)
    ),
    Command("rate_clear", "Clear rating", "Take your rating of the title in view away.", ("x",), _TITLE, "rate(None)"),
    Command("rating_bar", "Rating bar", "Rate with the arrow keys, where digits need Shift.", ("r",), _TITLE, "rating_bar"),
    Command("watchlist", "Watchlist on or off", "Put the title in view on your watchlist, or take it off.", ("w",), _TITLE,
            "watchlist", bar="watchlist"),
    Command("like", "♥ on or off", "Put a ♥ on the title in view, or take it off.", ("asterisk",), _TITLE, "like", shown="*"),
    Command("log", "Log today", "Write a diary entry for the title in view, seen today.", ("d",), _TITLE, "log", bar="log"),
    Command("log_edit", "Log with details", "Log a viewing with day, rating and note, or change today's.", ("D",), _TITLE,
            "log_edit"),
    Command("lists", "Put on lists", "Choose which of your lists hold the title in view.", ("l",), _TITLE, "lists", bar="lists"),
    Command("tag", "Tags", "Put words of your own on the title in view, or take them off.", ("number_sign",), _TITLE, "tag",
            bar="tag", shown="#"),
    Command("note", "Note", "Keep a private note on the title in view, or on the person whose page this is.", ("A",), _TITLE,
            "note", bar="note"),
    Command("own", "Where you have it", "Say in which file or on which shelf you have the title in view.", ("o",), _TITLE, "own"),
    Command("credits", "Cast and crew", "Everyone who made it, by department.", ("c",), "title pages", "section('credits')",
            bar="cast"),
    Command("trivia", "Did you know", "Trivia, goofs, quotes, connections and soundtrack.", ("t",), "title pages",
            "section('facts')", bar="trivia"),
    Command("reviews", "Reviews", "What others and you wrote about it.", ("v",), "title pages", "section('reviews')",
            bar="reviews"),
    Command("similar", "More like this", "Films near this one, each with its reason.", ("m",), "title pages",
            "section('similar')", bar="more"),
    Command("episodes", "Episodes", "Seasons and episodes of a series, with the next one to see.", ("E",), "title pages",
            "section('episodes')"),
    Command("storyline", "Storyline", "Summaries, synopsis, keywords and certificates.", ("S",), "title pages",
            "section('storyline')"),
    Command("details", "Details", "Countries, releases, other titles, locations, box office, technical.", ("i",), "title pages",
            "section('details')"),
    Command("awards", "Awards", "Every prize and nomination.", ("a",), "title pages", "section('awards')"),
    Command("on_lists", "On lists", "Which lists hold this title.", ("L",), "title pages", "section('onlists')"),
    Command("next_section", "Next section", "To the next tab of the title, or month.", ("greater_than_sign",), "title pages, diary",
            "turn(1)", shown=">"),
    Command("previous_section", "Previous section", "To the tab or month before.", ("less_than_sign",), "title pages, diary",
            "turn(-1)",
            shown="<"),
    Command("edit", "Write or edit", "Write or edit what the screen is about: your review, an entry, a list.", ("e",),
            "title pages, reviews, diary, lists", "edit", bar="write"),
    Command("spoilers", "Show spoilers", "Show or hide what tells the ending.", ("z",), "storyline, did you know, reviews",
            "spoilers"),
    Command("save_search", "Save this search as a list", "Make a list that fills itself with whatever this search finds.",
            ("ctrl+s", "S"), "search results", "save_search", bar="save search"),
    Command("new", "New list", "Make a list of your own.", ("n",), "lists", "new", bar="new"),
    Command("rename", "Rename", "Give the list another name and reason.", ("R",), "lists", "rename"),
    Command("delete", "Remove", "Remove what the cursor stands on; undo brings it back.", ("delete", "minus"),
            "lists, diary, reviews, sources", "delete", bar="remove", shown="Del"),
    Command("move_up", "Move up", "Move the entry one place up.", ("shift+up", "K"), "own lists", "move_entry(-1)", shown="K"),
    Command("move_down", "Move down", "Move the entry one place down.", ("shift+down", "J"), "own lists", "move_entry(1)",
            bar="move", shown="J"),
    Command("filter", "Filter", "Narrow what the screen shows.", ("f",), "lists, charts, filmographies, reviews", "filter",
            bar="filter"),
    Command("sort", "Sort", "Put what the screen shows into another order; remembered.", ("s",),
            "lists, charts, filmographies, reviews", "sort", bar="sort"),
    Command("view", "Change the view", "Switch between the views of this screen, such as list and calendar.", ("V",), "diary",
            "view", bar="view"),
    Command("follow", "Follow", "Follow this person, to hear of new films; or follow them no more.", ("F",), "person pages",
            "follow", bar="follow"),
    Command("path_to", "Somebody else", "Look for the way to another person.", ("p",), "connections", "path_to",
            bar="somebody else"),
    Command("mark", "Mark as seen", "Log all episodes up to this one, or a whole season; or set the series aside.", ("M",),
            "episodes", "mark", bar="mark"),
    *(
        Command(
            f"answer_{digit}", f"Choose candidate {digit}", f"Say that candidate {digit} is meant.", (str(digit),), "decisions",
            f"answer({digit})", bar="choose" if digit == 1 else "", shown="1–8" if digit == 1 else "",
            together=_CHOOSE,
        )
        for digit in range(1, 9)
    ),
    Command("answer_none", "None of these", "Say that none of the candidates is meant.", ("n",), "decisions", "answer_none",
            bar="none"),
    Command("answer_all", "By number for all", "Take every episode left of this series by its number.", ("a",), "decisions",
            "answer_all", bar="all of the series"),
    Command("bring", "Bring in", "Take in what the preview shows, as one step.", ("I",), "bringing records in", "bring",
            bar="bring in"),
    Command("import", "Import IMDb's data", "Fill the catalogue from IMDb's data sets while you go on browsing.", ("I",),
            "sources", "import_data", bar="import"),
    Command("stop_import", "Stop the import", "Give the import up; the catalogue stays as it is.", ("X",), "sources",
            "stop_import", bar="stop"),
    Command("hide", "Not interested", "Hide a suggestion.", ("h",), "more like this", "hide", bar="hide"),
    Command("vote", "Helpful or not", "Say whether the review was helpful: yes, no, no vote.", ("h",), "reviews", "vote",
            bar="helpful"),
    Command("versions", "Earlier versions", "Show your review as it stood before.", ("V",), "reviews", "versions"),
    Command("undo", "Undo", "Take back the last thing you did.", ("u",), _ANY, "app.undo", bar="undo"),
    Command("redo", "Redo", "Do again what was undone.", ("U",), _ANY, "app.redo"),
    Command("share", "Share or copy", "Copy the title with its rating, or its address elsewhere.", ("y",), _TITLE, "share",
            bar="share"),
    Command("search", "Search", "Find a title or a person; letters that follow at once are not lost.", ("slash",), _ANY,
            "app.search", bar="search", shown="/", priority=True),
    Command("home", "Home", "To the first screen.", ("H",), _ANY, "app.home"),
    Command("watchlist_screen", "My watchlist", "What you mean to see.", ("W",), _ANY, "app.go('list', 'watchlist', 'Watchlist')"),
    Command("lists_screen", "Lists", "Your lists and the built-in ones.", ("B",), _ANY, "app.go('lists', None, 'Lists')"),
    Command("diary_screen", "Diary", "What you have seen, day by day.", ("Y",), _ANY, "app.go('diary', None, 'Diary')"),
    Command("charts_screen", "Charts", "Top rated, most rated and canon lists.", ("C",), _ANY, "app.go('charts', None, 'Charts')"),
    Command("changes_screen", "What is new", "New films of people you follow, risers, ratings that moved.", ("N",), _ANY,
            "app.go('changes', None, 'What is new')"),
    Command("path", "How are they connected?", "The shortest chain of shared films between two people.", ("P",), _ANY,
            "app.path", bar="connect"),
    Command("history_screen", "History", "What you did; undo from there.", ("T",), _ANY, "app.go('history', None, 'History')"),
    Command("sources_screen", "Sources", "What the catalogue holds and where it is from.", ("O",), _ANY,
            "app.go('sources', None, 'Sources')"),
    Command("bring_in", "Bring in records or film data", "Take in an export of another service, or what fills pages.",
            ("ctrl+o",), _ANY, "app.bring_in"),
    Command("deciding_screen", "Decide", "Which films are meant that an import could not place for certain.", ("Q",), _ANY,
            "app.go('deciding', None, 'To decide')"),
    Command("theme", "Theme", "Choose another theme; remembered.", ("ctrl+t",), _ANY, "app.choose_theme",
            bar="theme"),
    Command("back", "Back", "To the place before; from the first screen, out.", ("escape", "backspace"), _ANY, "app.back",
            shown="Esc"),
    Command("forward", "Forward", "To the place you came back from.", ("alt+right",), _ANY, "app.forward", shown="Alt+→"),
    Command("palette", "Commands", "Every command by name.", ("ctrl+p",), _ANY, "app.palette",
            bar="commands", shown="Ctrl+P", priority=True),
    Command("help", "Help", "What every key does on this screen.", ("question_mark", "f1"), _ANY, "app.help", bar="help",
            shown="?"),
    Command("quit", "Back, then quit", "To the place before; from the first screen, out.", ("q",), _ANY, "app.back_or_quit"),
    Command("quit_now", "Quit", "Leave Matinee; everything is saved.", ("ctrl+q",), _ANY, "app.quit",
            bar="quit", shown="Ctrl+Q",
            priority=True),
)  # fmt: skip

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def effective(keys: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The keys of every command with the viewer's own laid over the defaults.

    A key that the viewer gives to one command is taken from every other that has it by default: one key never does two things.
    """
    given = {key for own in keys.values() for key in own}
    return {command.id: keys.get(command.id, tuple(key for key in command.keys if key not in given)) for command in COMMANDS}


def bereft(keys: Mapping[str, tuple[str, ...]]) -> dict[str, list[Command]]:
    """By key: the commands that lose it to the viewer's own choice, and are not given another by the viewer."""
    lost: dict[str, list[Command]] = {}
    for own in keys.values():
        for key in own:
            losing = [command for command in COMMANDS if key in command.keys and command.id not in keys]
            if losing:
                lost[key] = losing
    return lost


class Registry:
    """The commands with the viewer's own keys laid over the defaults."""

    def __init__(self, keys: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._keys = effective(keys or {})

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys that run a command now."""
        return self._keys[command_id]

    def spelled(self, command: Command) -> str:
        """A command's keys as people write them."""
        keys = self._keys[command.id]
        if keys == command.keys and command.shown:
            return command.shown
        return " ".join(spell(key) for key in keys) or "–"

    def bindings(self) -> list[Binding]:
        """Textual's bindings for every command that has a key."""
        from textual.binding import Binding

        return [
            Binding(
                ",".join(self._keys[command.id]),
                command.action if command.on_app else f"screen.{command.action}",
                command.title,
                show=False,
                priority=command.priority,
                id=command.id,
            )
            for command in COMMANDS
            if self._keys[command.id]
        ]

    def hints(self, screen: object, wanted: Iterable[str]) -> tuple[KeyHint, ...]:
        """The key bar for ``screen``: ``wanted`` ids in their order, those that the screen has and that can run."""
        from widgets.keybar import KeyHint

        hints = []
        for command_id in wanted:
            command = BY_ID[command_id]
            if (command.on_app or hasattr(screen, command.method)) and command.bar and self._keys[command_id]:
                key = self.spelled(command).split(" ")[0] if command.together is None else self.spelled(command)
                hints.append(KeyHint(key, command.bar, command.id))
        return tuple(hints)

    def available(self, screen: object) -> list[Command]:
        """Every command that ``screen`` or the app has."""
        return [command for command in COMMANDS if command.on_app or hasattr(screen, command.method)]

    def rows(self, screen: object) -> list[CommandRow]:
        """What ``screen`` (or its class) and the app can do, as help and palette show it."""
        from widgets.help_sheet import CommandRow

        return [
            CommandRow(command.id, command.title, command.help, self.spelled(command), command.where, command.together)
            for command in self.available(screen)
        ]


def table(keys: Mapping[str, tuple[str, ...]] | None = None) -> list[tuple[str, str, str]]:
    """(keys, title, help) of every command, those that are told together in one row: for the README and ``matinee keys``."""
    registry = Registry(keys)
    rows = [
        command.together or (" ".join(map(spell, registry.keys(command.id))) or "–", command.title, command.help)
        for command in COMMANDS
    ]
    return list(dict.fromkeys(rows))
