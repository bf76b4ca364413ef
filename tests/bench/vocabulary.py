"""The words of which :mod:`tests.bench.generate` makes titles and names."""

from __future__ import annotations

from itertools import product


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SIMPLE_NOUNS = _words("""
    Night Day Man Woman Girl Boy House City Love Death Life War World Heart River Road King Queen Dream Star Moon Sun Sea Wind
    Fire Rain Snow Summer Winter Spring Shadow Light Dark Stranger Brother Sister Father Mother Son Daughter Wife Husband Friend
    Enemy Soldier Captain Doctor Teacher Thief Killer Ghost Witch Wolf Dog Cat Horse Bird Eagle Lion Tiger Dragon Snake Garden
    Forest Mountain Island Desert Bridge Train Ship Plane Car Letter Book Song Dance Music Game Race Fight Party Wedding Funeral
    Secret Mystery Murder Crime Trial Law Prison Escape Hunt Chase Return Revenge Promise Lie Truth Money Gold Diamond Ring Crown
    Sword Gun Knife Blood Bone Skin Eye Hand Face Voice Mirror Window Door Room Street Market Hotel School Church Castle Tower
    Farm Village Border Country Nation Empire Kingdom Planet Space Machine Robot Future Past Memory Story Tale Legend Myth Shoes
    Dress Hat Coat Mask Doll Toy Clock Hour Minute Week Year Century Morning Evening Midnight Dawn Dusk Storm Thunder Flood Fever
    Hunger Thirst Silence Echo Whisper Scream Laughter Tears Kiss Touch Fall Rise Flight Journey Voyage Quest Search Kitchen Bread
    Wine Coffee Apple Rose Lily Tree Leaf Stone Sand Glass Paper Silk Iron Steel Dust Smoke Ash Ice Hell Heaven Angel Devil God
    Priest Nun Saint Sinner Judge Lawyer Nurse Pilot Sailor Farmer Baker Tailor Painter Poet Singer Actor Dancer Detective
    Spy Agent Boss Worker Servant Master Slave Rebel Hero Villain Clown Magician Prince Princess Lady Lord Duke Baron Tramp Orphan
""")
_PREFIXES = _words(
    "After Under Over Counter Super Mid Half Out Black White Red Blue Green Silver Golden Iron Sun Moon Star Wild"
)
_COMPOUND = tuple(front + back.lower() for front, back in product(_PREFIXES, _SIMPLE_NOUNS[:140]))
NOUNS = _SIMPLE_NOUNS + _COMPOUND
ADJECTIVES = _words("""
    Red Black White Blue Green Golden Silver Dark Bright Lost Last First Second Final Great Little Big Small Old New Young Dead
    Living Silent Secret Hidden Broken Burning Frozen Wild Quiet Gentle Cruel Kind Happy Sad Angry Lonely Perfect Strange Foreign
    Distant Forbidden Sacred Holy Royal Noble Common Ordinary Electric Invisible Impossible Incredible Amazing Beautiful Ugly
    Dangerous Deadly Endless Eternal Modern Ancient American French Italian Spanish English German Russian Chinese Japanese Indian
""")
PLACES = _words("""
    Paris London Rome Vienna Berlin Madrid Moscow Tokyo Shanghai Bombay Cairo Athens Lisbon Dublin Prague Warsaw Budapest Havana
    Chicago Brooklyn Hollywood Texas Nevada Alaska Montana Arizona Winter Summer Darkness Paradise Glory Sorrow Tomorrow Yesterday
    Nowhere Eternity Babylon Avalon Arcadia Casablanca Marrakesh Istanbul Samarkand Siberia Manchuria Patagonia Provence Tuscany
""")
VERBS = _words("Loved Killed Knew Saw Met Lost Found Followed Forgot Stole Bought Sold Married Fought Feared Painted Sang")
FIRST = _words("""
    John Mary James Anna Michael Maria David Sarah Robert Laura William Emma Richard Julia Thomas Alice Charles Helen Daniel Ruth
    Paul Eva Mark Clara George Nina Peter Rosa Frank Vera Henry Lucy Jack Grace Louis Marie Jean Claire Pierre Sophie Jacques Anne
    Hans Greta Karl Heidi Otto Lena Fritz Elsa Marco Giulia Luca Chiara Paolo Elena Giovanni Francesca Carlos Carmen Juan Isabel
    Miguel Lucia Pedro Ana Ivan Olga Boris Natasha Sergei Tatiana Dmitri Irina Akira Yuki Kenji Hana Takashi Keiko Wei Mei Chen Li
    Raj Priya Amit Sunita Arjun Lata Ali Fatima Omar Leila Hassan Amira Kofi Ama Kwame Abena Erik Ingrid Lars Astrid Sven Freya
    Stephen Catherine Andrew Margaret Edward Dorothy Walter Edith Arthur Florence Harold Mildred Albert Irene Ralph Gladys Roy
    Kevin Jennifer Brian Jessica Jason Amanda Eric Melissa Adam Nicole Ryan Rachel Justin Megan Brandon Amber Tyler Brittany
""")
LAST = _words("""
    Smith Jones Brown Wilson Taylor Davies Evans Thomas Johnson Roberts Walker Wright Robinson Thompson White Hughes Edwards Green
    Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Scott Cooper Morris Ward Moore King Watson Baker Harrison Morgan
    Patel Young Allen Mitchell Phillips Campbell Kelly Parker Stewart Bennett Marshall Collins Murphy Cox Richardson Shaw Powell
    Garcia Martinez Rodriguez Lopez Gonzalez Perez Sanchez Ramirez Torres Flores Rivera Gomez Diaz Cruz Reyes Morales Ortiz Vargas
    Mueller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Neumann Schwarz Braun
    Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini Rizzo Lombardi
    Dubois Durand Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert
    Ivanov Petrov Sidorov Smirnov Kuznetsov Popov Volkov Sokolov Lebedev Kozlov Novikov Morozov Pavlov Orlov Tanaka Suzuki Sato
    Takahashi Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Wang Zhang Liu Yang Huang Zhao Wu Zhou Xu Sun Ma
    Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Singh Kumar Sharma Gupta Verma Khan Ahmed Hussain Malik Nguyen Tran Pham Hoang
    Andersson Johansson Karlsson Nilsson Larsson Olsson Hansen Nielsen Jensen Pedersen Olsen Berg Dahl Lund Haugen Virtanen
    Kowalski Nowak Wisniewski Novak Dvorak Horvat Popescu Ionescu Papadopoulos Yilmaz Kaya Demir Cohen Levi Mizrahi Okafor Mensah
""")
SYLLABLES = tuple(
    a + b for a, b in product(_words("b br c ch d f g gr h j k kl l m n p r s st t v w z"), _words("a e i o u an er in or"))
)
ENDINGS = _words(
    "son man ski sen berg stein ova ini elli etti ez is os as ura moto wara li ng ton ley ford worth well ham by nen"
)
ACCENTED = _words(
    "Amélie Señor Été Forêt Über Mädchen Straße Corazón Niño Sueño Åsa Øst Čas Žena Łódź Gdańsk Köln Noël Année"
)
ACCENTED_NAMES = _words(
    "José André Zoë Björn Søren François Jürgen Łukasz Şebnem Núria Ángel Özgür Renée Håkan Zdeněk Nguyễn"
)

GENRES = _words("""
    Drama Comedy Documentary Short Romance Action Crime Thriller Talk-Show Family News Horror Animation Adventure Music Mystery
    Fantasy Game-Show Reality-TV History Biography Sci-Fi Sport War Musical Western Adult Film-Noir
""")
REGIONS = _words(
    "US GB DE FR IT ES JP BR RU IN PT PL HU GR SE FI DK NO TR AR MX CA AU NL CZ RO UA KR CN TW HK IL EG SUHH XWW"
)
LANGUAGES = _words("en de fr es it ja pt ru hi sv tr cs bg he ar zh ko")
ATTRIBUTES = (
    "alternative spelling", "literal title", "literal English title", "informal title", "new title", "promotional abbreviation",
    "short version", "first season title", "reissue title",
)  # fmt: skip
EPISODE_WORDS = ("Folge", "Épisode", "Episodio", "Episodio", "Episódio", "エピソード", "एपिसोड")
EPISODE_REGIONS = ("DE", "FR", "ES", "IT", "PT", "JP", "IN")
CREW = (
    "writer", "producer", "editor", "cinematographer", "composer", "production_designer", "casting_director", "archive_footage",
    "archive_sound",
)  # fmt: skip
JOBS = (
    "producer", "director of photography", "executive producer", "created by", "screenplay", "story", "novel", "line producer",
    'based on the play "Night & Day" by', "head writer", "co-director",
)  # fmt: skip
PROFESSIONS = (
    "actor", "actress", "actor,producer", "actress,soundtrack", "producer,writer,director", "writer", "director,writer", "editor",
    "cinematographer,camera_department", "composer,music_department", "miscellaneous", "art_department", "actor,miscellaneous",
    "editorial_department,editor", "sound_department", "camera_department", "producer",
)  # fmt: skip
GIVEN_ENDINGS = _words("a o e ie y an in on el el ine ina ita ette ia io us is ar er as et il ul im am")
STEMS = tuple(
    a + b
    for a, b in product(
        _words(
            "b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sm sp st str sw t th tr tw v w wh"
        ),
        _words("a e i o u ai ea ee oo ou ar er or ur an en in on all ell ast ent ick old ound ight"),
    )
)
NOUN_ENDINGS = _words(
    "s er ing ed ness ion al y th ment ance ter le age ish ful less ward land man ship dom ery ist ism or et ow ock um us a o i"
)
ADJECTIVE_ENDINGS = _words("y ing ed ish ful less ous ic al ive able ent ant ese ian er est en ary")
PLACE_ENDINGS = _words("a ia land burg ton ville stan ford ino o ana on ar is os y ham wick mouth grad ovo aka")


def _syllables(first: str, then: str) -> tuple[str, ...]:
    return tuple(a + b for a, b in product(first, then))


def _pieces(first: str, then: str, ends: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What words of a script begin with, go on with and end with."""
    made = _syllables(first, then)
    return made, made, tuple(a + b for a, b in product(made, ["", *ends]))


def _block(first: int, last: int, step: int) -> tuple[str, ...]:
    return tuple(chr(code) for code in range(first, last, step))


_HAN_SIGNS = _block(0x4E00, 0x9F00, 11)
_KANA_SIGNS = _block(0x3042, 0x3094, 1)
HAN = (_HAN_SIGNS, _HAN_SIGNS, _HAN_SIGNS)
KANA = (_KANA_SIGNS + _HAN_SIGNS[::9], _KANA_SIGNS, _block(0x30A2, 0x30F3, 1))
_HANGUL_SIGNS = _block(0xAC00, 0xD700, 17)
HANGUL = (_HANGUL_SIGNS, _HANGUL_SIGNS, _HANGUL_SIGNS)
CYRILLIC_PIECES = _pieces("бвгджзклмнпрстфхцчш", "аеиоуыяю", "йлнрст")
GREEK = _pieces("βγδζθκλμνξπρστφχψ", "αεηιουω", "ςν")
ARABIC = _pieces("بتجحدرزسشصطعفقكلمنه", "اوي", "رنمل")
HEBREW = _pieces("אבגדהוזחטיכלמנסעפצקרשת", "ויא", "םןרת")
DEVANAGARI = _pieces("कखगघचजटडतदनपबभमयरलवशसह", "ािीुूेो", "नरम")
THAI = _pieces("กขคงจชดตทนบปพมยรลวสห", "าีูอ", "นงม")
ACCENTED_PIECES = _pieces("bcčdfgğhjklłmnňñprřsšştvzž", "áàâäåãæéèêëíîïóôöøõúüůýœ", "nrstl")
