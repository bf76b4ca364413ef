"""Markup of other people's texts as plain paragraphs: HTML, BBCode, wiki links and footnote marks."""

from __future__ import annotations

import html
import re

_BREAK = re.compile(r"<\s*/?\s*(?:br|p|div|li|ul|ol|tr|h[1-6]|blockquote)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,500})?/?>|<!--.{0,2000}?-->", re.IGNORECASE | re.DOTALL)
_BBCODE = re.compile(
    r"\[/?(?:b|i|u|s|url|img|quote|spoiler|size|color|center|list|code|\*)(?:=[^\[\]\n]{0,300})?\]", re.IGNORECASE
)
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_TEMPLATE = re.compile(r"\{\{[^{}]{0,500}\}\}")
_FOOTNOTE = re.compile(r"\[(?:\d{1,3}|citation needed|note \d{1,2})\]")
_BLANK_LINES = re.compile(r"[ \t]*\n[ \t]*\n\s*")
_CONTROLS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
#: What a text may hold that is worth looking for.
_SIGNS = re.compile(r"[<&\[{\x00-\x08\x0b-\x1f\x7f-\x9f\t]")


#: Signs of UTF-8 that was read as another alphabet, and that alphabet.
_MISREAD = (("\u221a", "mac_roman"), ("\u00c3", "cp1252"), ("\u00e2\u20ac", "cp1252"), ("\u201a\u00c4", "mac_roman"))


def _mended(text: str) -> str:
    """A text whose letters a spreadsheet misread, as it was; the text itself where it was not so."""
    for sign, alphabet in _MISREAD:
        if sign in text:
            try:
                return text.encode(alphabet).decode("utf-8")
            except UnicodeError:
                continue
    return text


def plain(text: str) -> str:
    """A text without markup; its paragraphs are parted by an empty line."""
    if not text:
        return ""
    if not text.isascii():
        text = _mended(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _SIGNS.search(text):
        text = _CONTROLS.sub("", text)
        if "<" in text:
            text = _TAG.sub("", _BREAK.sub("\n\n", text))
        if "[" in text:
            text = _FOOTNOTE.sub("", _BBCODE.sub("", _WIKI.sub(r"\1", text)))
        if "{{" in text:
            text = _TEMPLATE.sub("", text)
        if "&" in text:
            text = _CONTROLS.sub("", html.unescape(text))
        text = text.replace("\t", " ")
    return (_BLANK_LINES.sub("\n\n", text) if "\n" in text else text).strip()
