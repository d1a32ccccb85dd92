"""The vocabulary of HTML: which elements start a line, which are silent, which mark text."""

from __future__ import annotations

from typing import Final

BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "caption".split()
)
SILENT: Final = frozenset(
    "script style noscript template head title meta link base svg canvas object embed param input select option "
    "textarea "
    "button iframe frame frameset map area audio video rt rp datalist progress meter wbr math"
    " amp-youtube amp-twitter amp-instagram amp-iframe amp-video amp-audio amp-ad amp-analytics".split()
)
STRONG: Final = frozenset({"b", "strong"})
EMPHASIS: Final = frozenset({"i", "em", "cite", "dfn", "var"})
CODE: Final = frozenset({"code", "kbd", "samp", "tt"})
IMAGES: Final = frozenset({"img", "amp-img", "amp-anim", "image"})
EMBEDS: Final = frozenset(
    "iframe video audio embed object amp-youtube amp-twitter amp-instagram amp-iframe amp-video amp-audio".split()
)
"""Elements that stand for something played or shown from elsewhere."""
