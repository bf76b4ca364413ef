"""How well a name answers what was typed, as one number that is added to the weight of its rank: the lowest score comes first.

The unit is a factor of ten in rank: a hit that fits worse by 1 must be ten times as noted to stand as high.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from math import log10

from db.search import typos
from db.search.forms import NUMBERS, WRITTEN, form, forms

#: A whole name lifts a title over what is a few thousand times as noted ("M" over all that begins with m).
EXACT, EXACT_AKA, BEGINS = -3.5, -2.0, -0.5
#: Beyond this weight (a rank of about 50,000) an exact name counts for less and less: few look for an obscure "The".
OBSCURE = 4.7
#: As many words as were typed, each within its slips: a whole name, only written wrong.
WHOLE = -1.5
MISSING, MISSING_SMALL = 2.5, 0.8
#: What it costs to be found by a year that begins as a number typed: every name that has the number comes before it.
LACKING = 6.0
#: What it costs a title to have the words, but spread over several names, and to be found by a credit instead of the name.
SCATTERED, CREDITED = 1.5, 0.6
#: What it costs that a name is the line, or begins so, but written another way.
OTHERWISE = 0.2

#: Words that a name may lack, or have, without being another name.
SMALL = frozenset(
    "a an and the of in on to at for de la le les l el los las il lo der die das des du und et y i no film movie".split()
)
_SAME = [
    group.split("/")
    for group in (
        "dr/doctor mr/mister st/saint/street mt/mount vs/versus/v pt/part vol/volume ep/episode jr/junior sgt/sergeant "
        "capt/captain lt/lieutenant 1/i/one 2/ii/two 3/iii/three 4/iv/four 5/v/five 6/vi/six 7/vii/seven 8/viii/eight "
        "9/ix/nine 10/x/ten 11/xi/eleven 12/xii/twelve 1st/first 2nd/second 3rd/third 4th/fourth 5th/fifth 6th/sixth "
        "7th/seventh 8th/eighth 9th/ninth 10th/tenth 11th/eleventh 12th/twelfth 13th/thirteenth and/et/und "
        "theatre/theater colour/color"
    ).split()
]
#: Other ways to write a word.
SAME: dict[str, tuple[str, ...]] = {}
for _group in _SAME:
    for _word in _group:
        SAME[_word] = SAME.get(_word, ()) + tuple(other for other in _group if other != _word)


def weight(rank: int) -> float:
    """A rank on the scale of scores: 0.3 for the first, 6 for the millionth."""
    return log10(rank + 1)


class Wanted:
    """The words asked for, in the forms in which names are compared with them. ``unfinished``: the last may go on.

    ``year`` is one among several words, which may be the title's own (``heat 1995``). ``spaceless`` says that they are in
    a writing without spaces, whose single characters the index cannot tell to stand together.
    """

    def __init__(self, words: tuple[str, ...], unfinished: bool) -> None:
        self.words, self.unfinished = words, unfinished
        self.key = " ".join(words)
        self._whole = [f" {word} " for word in words]
        self.spaceless = len(words) > 1 and any(len(word) == 1 and word > "\u10ff" for word in words)
        self.weighty, self._light = self._weighed()
        self.year: int | None = None
        self.key_without_year = ""
        #: Words for numbers, by place: a sequel's, which its name may write another way.
        self.numbers = (
            {place: WRITTEN[NUMBERS[word]] for place, word in enumerate(words) if place and word in NUMBERS}
            if len(words) > 1
            else {}
        )
        self._mended: dict[str, tuple[float, tuple[str, ...]]] = {}
        for place in (-1, 0) if len(words) > 1 else ():
            word = words[place]
            if len(word) == 4 and word.isdecimal() and word[:2] in ("18", "19", "20"):
                self.year = int(word)
                self.key_without_year = " ".join(words[:-1] if place else words[1:])
                break

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The forms of the line; none for one of few letters, which would be anything."""
        return forms(self.key) if len(self.key) > 3 else ()

    def _weighed(self) -> tuple[tuple[str, ...], list[str]]:
        """The words that tell most, where they are enough to go by, and the others as names would show them."""
        if len(self.words) < 2 or self.spaceless:
            return (), []
        *words, last = self.words
        weighty = tuple([word for word in words if word not in SMALL])
        light = [f" {word} " for word in words if word in SMALL]
        if self.unfinished and len(last) < 3 and last not in NUMBERS:
            light.append(f" {last}")
        elif light:
            weighty += (last,)
        enough = light and (len(weighty) > 1 or (weighty and len(weighty[0]) > 4))
        return (weighty, light) if enough else ((), [])

    def whole_names(self) -> tuple[str, ...]:
        """The names that would be just what was typed; a short word may be initials (``mash``)."""
        return (self.key, " ".join(self.key)) if len(self.words) == 1 and 1 < len(self.key) < 6 else (self.key,)

    def fit(self, key: str, noted: float, year: int | None = None) -> tuple[float, bool]:
        """What is added to the weight of a name (folded) in which all the words are known to stand, and whether that is
        hardly a coincidence: all of them stand there whole, or several at its head.
        """
        if key == self.key or (self.year is not None and year == self.year and key == self.key_without_year):
            return EXACT + 0.8 * max(0.0, noted - OBSCURE), True
        begins = key.startswith(self.key) and (self.unfinished or key[len(self.key)] == " ")
        spaced = f" {key} "
        if len(self._whole) == 1:
            return BEGINS if begins else 0.0, self._whole[0] in spaced
        if begins:
            return BEGINS, True
        added = 0.0
        for word in self._light:
            if word not in spaced:
                added = MISSING_SMALL
                break
        for word in self._whole:
            if word not in spaced:
                return added, False
        return added, True

    def lacks_number(self, *keys: str) -> bool:
        """Whether the line ends in a short number that none of a title's names shows: the index found it in the year."""
        last = self.words[-1]
        if not self.unfinished or len(last) > 2 or not last.isdecimal() or len(self.words) < 2:
            return False
        return not any(f" {last}" in f" {key}" for key in keys)

    def same(self, key: str) -> bool:
        """Whether a name is the line written another way."""
        return any(one in self.forms for one in forms(key))

    def numbered(self, key: str) -> float | None:
        """The same as :meth:`fit` for a name whose numbers may be written another way; None where it lacks a word."""
        if self.same(key):
            return EXACT + OTHERWISE
        if self.forms and form(key).startswith(self.forms[0]) and not form(key)[len(self.forms[0])].isdecimal():
            return BEGINS + OTHERWISE
        names = set(key.split())
        for place, word in enumerate(self.words):
            if word not in names and names.isdisjoint(self.numbers.get(place, ())):
                return None
        return OTHERWISE

    def phrase(self, key: str) -> float:
        """The same for a name in a writing without spaces, where the words must stand together."""
        if key == self.key:
            return EXACT
        if key.startswith(self.key):
            return BEGINS
        return 0.0 if self.key in key else MISSING

    def mend(self, key: str) -> tuple[float, tuple[str, ...]]:
        """How far a name is from the words, slips and all, and the words as the name has them."""
        known = self._mended.get(key)
        if known is None:
            known = self._mended[key] = self._mend(key)
        return known

    def _mend(self, key: str) -> tuple[float, tuple[str, ...]]:
        names = key.split()
        if not names:
            return MISSING * len(self.words), self.words
        if (joined := key.replace(" ", "")).startswith(typed := self.key.replace(" ", "")) and key != self.key:
            return (0.2 if joined == typed else 0.4), self.words
        total, found, mended = 0.0, 0, []
        last = len(self.words) - 1
        for place, word in enumerate(self.words):
            unfinished = self.unfinished and place == last
            cost, name = (0.0, word) if word in names else min([(_slipped(word, name, unfinished), name) for name in names])
            missing = MISSING_SMALL if word in SMALL or (word.isdecimal() and len(word) == 4) else MISSING
            if cost >= missing:
                cost, name = (0.3, word) if word in joined and len(word) > 2 else (missing, word)
            elif cost < 0.5:
                name = word
            total += cost
            found += cost < missing
            mended.append(name)
        if total < MISSING and len(names) == len(self.words):
            total += WHOLE
        elif found == len(names) and total <= MISSING_SMALL:
            total += WHOLE  # a whole name, and "film" or "the" beside it
        return total, tuple(mended)


@lru_cache(1 << 12)  # from key to key, all words but the last stay as they were
def _slipped(word: str, name: str, unfinished: bool) -> float:
    """How far a word of a name is from one that was typed."""
    if word == name:
        return 0.0
    if name.startswith(word):
        return 0.05 if unfinished else 0.4
    if name in SAME.get(word, ()):
        return 0.2
    allowed = typos.slips(len(word)) + (4 < len(word) < typos.LENGTH)  # one more, where there are other words to go by
    if len([letter for letter in word if letter not in name]) > allowed:
        return MISSING  # each is a slip at least
    away = typos.distance(word, name, allowed, open_right=unfinished)
    if away > allowed:
        return MISSING
    return away + (0.3 if word[0] != name[0] else 0.0) + (0.1 if unfinished else 0.0)
