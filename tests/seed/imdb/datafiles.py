"""Small data files of IMDb's shape for tests: invented titles and people only."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path

from seed.imdb.recognise import COLUMNS

Rows = Mapping[str, Iterable[str]]

#: Fields are parted by ``|`` here and by tabs in the files; ``-`` alone is ``\\N``.
SMALL: dict[str, list[str]] = {
    "title.basics": [
        "tt0000001|movie|The Paper Harbour|Le port de papier|0|1951|-|92|Drama,Music",
        "tt0000002|movie|Her|Her|0|1960|-|-|Romance",
        "tt0000003|tvSeries|Night Ferry|Night Ferry|0|1990|1992|30|Crime",
        "tt0000004|tvEpisode|Episode #1.1|Episode #1.1|0|1990|-|30|Crime",
        "tt0000005|tvEpisode|The Missing Oar|The Missing Oar|0|1990|-|30|Crime",
        "tt0000006|tvEpisode|Episode #1.3|Episode #1.3|0|1990|-|30|Crime",
        "tt0000007|short|[FOG]|[FOG]|0|2001|-|11|Short,Horror",
        "tt0000008|movie|\"Quoted\" & Co|\"Quoted\" & Co|1|2003|-|80|Comedy",
        "tt0000009|hologram|Ёлка|Ёлка|0|-|-|-|-",
        "tt10000000|movie|東京の夜|東京の夜|0|1962|-|101|Drama",
        "tt123456789|movie|Far Away|Far Away|0|2025|-|99|Drama",
    ],
    "title.ratings": [
        "tt0000001|7.9|5000", "tt0000002|6.1|90000", "tt0000003|8.2|300", "tt0000006|5.0|12", "tt10000000|8.0|120",
    ],
    "title.episode": ["tt0000004|tt0000003|1|1", "tt0000005|tt0000003|1|2", "tt0000006|tt0000003|-|-"],
    "title.akas": [
        "tt0000001|1|Le port de papier|-|-|original|-|1",
        "tt0000001|2|The Paper Harbour|US|en|imdbDisplay|-|0",
        "tt0000001|3|Der Papierhafen|DE|-|dvd\x02imdbDisplay|literal title|0",
        "tt0000004|1|Folge #1.1|DE|-|-|-|0",
        "tt0000004|2|Épisode #1.1|FR|-|-|-|0",
        "tt0000005|1|Das \"fehlende\" Ruder|DE|-|-|-|0",
        "tt10000000|1|Tokyo no yoru|JP|-|alternative|transliteration|0",
    ],
    "title.crew": [
        "tt0000001|nm0000001|nm0000002,nm0000001",
        "tt0000002|nm0000005|-",
        "tt0000009|nm0000001|-",
    ],
    "title.principals": [
        "tt0000001|1|nm0000003|actress|-|[\"Vera Blok\"]",
        "tt0000001|2|nm0000004|actor|-|[\"The Ferryman\",\"His Brother\"]",
        "tt0000001|3|nm0000001|director|-|-",
        "tt0000001|4|nm0000002|writer|based on \"Harbour\" by|-",
        "tt0000005|1|nm0000003|self|-|[\"Self\"]",
        "tt0000007|1|nm0000004|puppeteer|-|[\"\\\"Fog\\\"\"]",
        "tt10000000|1|nm0000003|actress|-|-",
    ],
    "name.basics": [
        "nm0000001|Marga Stolz|1910|1980|director,writer|tt0000001",
        "nm0000002|Otto \"Pen\" Lind|-|-|writer|tt0000001,tt0000009",
        "nm0000003|Ilse Värn|1925|-|actress|tt0000001,tt10000000",
        "nm0000004|Jo O'Dell|1930|-|actor,producer|-",
        "nm0000005|Ann Reyl|-|-|director|tt0000002",
    ],
}  # fmt: skip


def line(fields: str) -> str:
    """One row as the files have it."""
    return "\t".join("\\N" if field == "-" else field for field in fields.split("|"))


def text_of(dataset: str, rows: Iterable[str]) -> str:
    """A whole file's text, header and all."""
    return "".join(f"{row}\n" for row in ["\t".join(COLUMNS[dataset]), *map(line, rows)])


def write(folder: Path, rows: Rows = SMALL, *, packed: bool = True, **more: Iterable[str]) -> Path:
    """Write data files into ``folder``; ``more`` adds or replaces files, by names like ``title_basics``."""
    folder.mkdir(parents=True, exist_ok=True)
    for dataset, held in {**rows, **{name.replace("_", "."): held for name, held in more.items()}}.items():
        data = text_of(dataset, held).encode()
        path = folder / (f"{dataset}.tsv.gz" if packed else f"{dataset}.tsv")
        path.write_bytes(gzip.compress(data, mtime=0) if packed else data)
    return folder
