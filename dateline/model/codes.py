"""Every problem code, once, with its title: the index of docs/reference/problems.md.

Ranges: 1xx capture, 2xx content and front matter, 3xx dates and events, 4xx entities and topics,
5xx links and addresses, 6xx the built site, 7xx engine and files, 8xx network and preview.
"""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    "DL101": "the capture's format is not known",
    "DL110": "the encoding is doubtful",
    "DL111": "garbled text was found",
    "DL112": "no article was found in the capture",
    "DL113": "the title is doubtful",
    "DL114": "the publication date is doubtful",
    "DL115": "an optional package is needed for this format",
    "DL116": "a size, depth, time or memory limit was exceeded",
    "DL117": "the capture is damaged",
    "DL118": "a part of the capture was left out",
    "DL119": "the conversion failed",
    "DL120": "the article changed both here and in the capture",
    "DL121": "the capture was added before, and its article deleted",
    "DL122": "the article is probably one that is here already",
    "DL123": "the address may not be fetched",
    "DL124": "fetching failed",
    "DL125": "two captures want one file name",
    "DL126": "the source cannot be read",
    "DL127": "Git is in the middle of a merge or rebase",
    "DL128": "the main text is doubtful",
    "DL201": "the front matter cannot be read",
    "DL202": "a key has a value of the wrong kind",
    "DL203": "a required key is missing",
    "DL204": "the file cannot be decoded",
    "DL205": "the file is empty",
    "DL206": "the file holds merge conflict markers",
    "DL207": "an option of the configuration cannot be used",
    "DL208": "a text is too long or nests too deep to be shown",
    "DL301": "a date is not valid EDTF",
    "DL302": "the publication date is missing",
    "DL303": "a correction fits no event",
    "DL304": "an event file names a statement that is not there",
    "DL401": "an entity or topic is not known",
    "DL402": "two entities share a name",
    "DL403": "two files define one id",
    "DL404": "an entity that no article mentions",
    "DL405": "a name mixes look-alike letters",
    "DL406": "a name is never looked for",
    "DL501": "two pages want one address",
    "DL502": "a link leads nowhere",
    "DL503": "an old address cannot be a page",
    "DL601": "a page loads something from another host",
    "DL602": "a budget is exceeded",
    "DL603": "the site is nearly too large for its host",
    "DL701": "a file or folder cannot be read",
    "DL702": "a symbolic link was left out",
    "DL703": "a stage of Dateline failed on a file",
}
