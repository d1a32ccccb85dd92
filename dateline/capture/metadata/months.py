"""Month names, full and short, in the languages of the press; keys are lower case."""

from __future__ import annotations

from typing import Final

_NAMES: Final[tuple[tuple[str, ...], ...]] = (
    # en, de, nl, da/no/sv, fr, es, pt, it, pl (genitive), cs (genitive), ru (genitive), uk, tr, id/ms, vi, lb, ro, hu, el, ar
    ("january", "jan", "januar", "jänner", "januari", "janvier", "janv", "enero", "ene", "janeiro", "gennaio", "gen", "stycznia",
     "ledna", "января", "янв", "січня", "ocak", "tháng 1", "januar", "ianuarie", "január", "ιανουαρίου", "يناير", "בינואר"),
    ("february", "feb", "februar", "feber", "februari", "février", "févr", "febrero", "fevereiro", "fev", "febbraio", "lutego",
     "února", "февраля", "фев", "лютого", "şubat", "tháng 2", "februarie", "február", "φεβρουαρίου", "فبراير", "בפברואר"),
    ("march", "mar", "märz", "mär", "maart", "mars", "marzo", "março", "marca", "března", "марта", "мар", "березня", "mart",
     "maret", "tháng 3", "mäerz", "martie", "március", "μαρτίου", "مارس", "במרץ"),
    ("april", "apr", "avril", "avr", "abril", "abr", "aprile", "kwietnia", "dubna", "апреля", "апр", "квітня", "nisan",
     "tháng 4", "abrëll", "aprilie", "április", "απριλίου", "أبريل", "באפריל"),
    ("may", "mai", "mei", "maj", "mayo", "maio", "maggio", "mag", "maja", "května", "мая", "май", "травня", "mayıs",
     "tháng 5", "mee", "május", "μαΐου", "مايو", "במאי"),
    ("june", "jun", "juni", "juin", "junio", "junho", "giugno", "giu", "czerwca", "června", "июня", "июн", "червня", "haziran",
     "tháng 6", "iunie", "június", "ιουνίου", "يونيو", "ביוני"),
    ("july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "lug", "lipca", "července", "июля", "июл", "липня",
     "temmuz", "tháng 7", "iulie", "július", "ιουλίου", "يوليو", "ביולי"),
    ("august", "aug", "augustus", "augusti", "août", "agosto", "ago", "sierpnia", "srpna", "августа", "авг", "серпня", "ağustos",
     "agustus", "tháng 8", "augusztus", "αυγούστου", "أغسطس", "באוגוסט"),
    ("september", "sept", "sep", "septembre", "septiembre", "setiembre", "setembro", "set", "settembre", "września", "září",
     "сентября", "сен", "вересня", "eylül", "tháng 9", "septembrie", "szeptember", "σεπτεμβρίου", "سبتمبر", "בספטמבר"),
    ("october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott", "października", "října",
     "октября", "окт", "жовтня", "ekim", "tháng 10", "octombrie", "október", "οκτωβρίου", "أكتوبر", "באוקטובר"),
    ("november", "nov", "novembre", "noviembre", "novembro", "listopada", "listopadu", "ноября", "ноя", "листопада", "kasım",
     "tháng 11", "noiembrie", "νοεμβρίου", "نوفمبر", "בנובמבר"),
    ("december", "dec", "dezember", "dez", "desember", "décembre", "déc", "diciembre", "dic", "dezembro", "dicembre", "grudnia",
     "prosince", "декабря", "дек", "грудня", "aralık", "desember", "des", "tháng 12", "decembrie", "δεκεμβρίου", "ديسمبر", "בדצמבר"),
)

MONTHS: Final[dict[str, int]] = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
"""Lower-case month name to its number."""
