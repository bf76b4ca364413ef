"""Regions and languages in words: IMDb's data sets write them as codes (``ES``, ``XWG``, ``ca``).

Regions are ISO 3166's two letters, and IMDb's own codes for states that are gone and for parts of the world; languages are
ISO 639's.
"""

from __future__ import annotations

_REGIONS = """
AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania|AM Armenia|AO Angola|AQ Antarctica
AR Argentina|AS American Samoa|AT Austria|AU Australia|AW Aruba|AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh
BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BM Bermuda|BN Brunei|BO Bolivia|BR Brazil|BS Bahamas
BT Bhutan|BW Botswana|BY Belarus|BZ Belize|CA Canada|CC Cocos Islands|CD Democratic Republic of the Congo
CF Central African Republic|CG Congo|CH Switzerland|CI Côte d'Ivoire|CK Cook Islands|CL Chile|CM Cameroon|CN China|CO Colombia
CR Costa Rica|CU Cuba|CV Cape Verde|CW Curaçao|CY Cyprus|CZ Czech Republic|DE Germany|DJ Djibouti|DK Denmark|DM Dominica
DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|EH Western Sahara|ER Eritrea|ES Spain|ET Ethiopia|FI Finland|FJ Fiji
FK Falkland Islands|FM Micronesia|FO Faroe Islands|FR France|GA Gabon|GB United Kingdom|GD Grenada|GE Georgia|GF French Guiana
GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia|GN Guinea|GP Guadeloupe|GQ Equatorial Guinea|GR Greece|GT Guatemala
GU Guam|GW Guinea-Bissau|GY Guyana|HK Hong Kong|HN Honduras|HR Croatia|HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel
IM Isle of Man|IN India|IQ Iraq|IR Iran|IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan
KH Cambodia|KI Kiribati|KM Comoros|KN Saint Kitts and Nevis|KP North Korea|KR South Korea|KW Kuwait|KY Cayman Islands
KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg
LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova|ME Montenegro|MG Madagascar|MH Marshall Islands|MK North Macedonia|ML Mali
MM Myanmar|MN Mongolia|MO Macao|MP Northern Mariana Islands|MQ Martinique|MR Mauritania|MS Montserrat|MT Malta|MU Mauritius
MV Maldives|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NC New Caledonia|NE Niger|NG Nigeria|NI Nicaragua
NL Netherlands|NO Norway|NP Nepal|NR Nauru|NU Niue|NZ New Zealand|OM Oman|PA Panama|PE Peru|PF French Polynesia
PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PR Puerto Rico|PS Palestine|PT Portugal|PW Palau|PY Paraguay|QA Qatar
RE Réunion|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden
SG Singapore|SH Saint Helena|SI Slovenia|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname
ST São Tomé and Príncipe|SV El Salvador|SY Syria|SZ Eswatini|TC Turks and Caicos Islands|TD Chad|TG Togo|TH Thailand|TJ Tajikistan
TL Timor-Leste|TM Turkmenistan|TN Tunisia|TO Tonga|TR Turkey|TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraine
UG Uganda|US United States|UY Uruguay|UZ Uzbekistan|VA Vatican City|VC Saint Vincent and the Grenadines|VE Venezuela
VG British Virgin Islands|VI US Virgin Islands|VN Vietnam|VU Vanuatu|WS Samoa|YE Yemen|ZA South Africa|ZM Zambia|ZW Zimbabwe
XAS Asia|XEU Europe|XKO Korea|XKV Kosovo|XNA North America|XPI Palestine|XSA South America|XSI Siam|XWG West Germany
XWW worldwide|XYU Yugoslavia|ANHH Netherlands Antilles|BUMM Burma|CSHH Czechoslovakia|CSXX Serbia and Montenegro|DDDE East Germany
SUHH Soviet Union|VDVN North Vietnam|YUCS Yugoslavia|ZRCD Zaire
"""
_LANGUAGES = """
af Afrikaans|ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bn Bengali|bs Bosnian|ca Catalan|cmn Mandarin|cs Czech|cy Welsh
da Danish|de German|el Greek|en English|es Spanish|et Estonian|eu Basque|fa Persian|fi Finnish|fr French|ga Irish|gd Gaelic
gl Galician|gu Gujarati|he Hebrew|hi Hindi|hr Croatian|hu Hungarian|hy Armenian|id Indonesian|is Icelandic|it Italian|iw Hebrew
ja Japanese|ka Georgian|kk Kazakh|kn Kannada|ko Korean|ku Kurdish|ky Kyrgyz|la Latin|lt Lithuanian|lv Latvian|mi Māori
mk Macedonian|ml Malayalam|mn Mongolian|mr Marathi|ms Malay|my Burmese|ne Nepali|nl Dutch|no Norwegian|pa Punjabi|pl Polish
ps Pashto|pt Portuguese|qbn Flemish|qbo Serbo-Croatian|qbp Castilian|ro Romanian|ru Russian|sd Sindhi|sk Slovak|sl Slovenian
sq Albanian|sr Serbian|sv Swedish|ta Tamil|te Telugu|tg Tajik|th Thai|tk Turkmen|tl Tagalog|tn Tswana|tr Turkish|uk Ukrainian
ur Urdu|uz Uzbek|vi Vietnamese|yi Yiddish|yue Cantonese|zh Chinese|zu Zulu
"""


def _table(text: str) -> dict[str, str]:
    rows = (row.partition(" ") for row in text.replace("\n", "|").split("|") if row)
    return {code: name for code, _, name in rows}


_REGION, _LANGUAGE = _table(_REGIONS), _table(_LANGUAGES)


def region(code: str) -> str:
    """``Spain`` for ``ES``; a name, or a code that is not known, as it is."""
    return _REGION.get(code.upper(), code) if code.isascii() and 2 <= len(code) <= 4 else code


def language(code: str) -> str:
    """``Catalan`` for ``ca``; a name, or a code that is not known, as it is."""
    return _LANGUAGE.get(code, code)
