"""Texts that a careless layer would alter, cut, refuse or run.

``awkward.json`` holds the same for the tests of the pages; ``python -m tests.awkward``
writes it anew.
"""
# ruff: noqa: RUF001 - letters that look like others are what this file is for

from __future__ import annotations

import json
from pathlib import Path

FILE = Path(__file__).with_name("awkward.json")
LONGEST = 4_000

SCRIPTS = {
    "script": "<script>alert(1)</script>",
    "script, upper case": "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "script that closes another": "</script><script>alert(1)</script>",
    "image with a handler": "<img src=x onerror=alert(1)>",
    "image, no spaces": "<img/src=x/onerror=alert(1)>",
    "svg with a handler": "<svg onload=alert(1)>",
    "svg with a script": "<svg><script>alert(1)</script></svg>",
    "body with a handler": "<body onload=alert(1)>",
    "details that open": "<details open ontoggle=alert(1)>",
    "input with focus": "<input autofocus onfocus=alert(1)>",
    "link to a script": '<a href="javascript:alert(1)">seal</a>',
    "bare script link": "javascript:alert(1)",
    "script link in pieces": "java\nscript:alert(1)",
    "data link": "data:text/html,<script>alert(1)</script>",
    "frame": '<iframe srcdoc="<script>alert(1)</script>">',
    "style": "<style>*{display:none}</style>",
    "attribute that ends": '" onmouseover="alert(1)',
    "attribute that ends, single": "' onmouseover='alert(1)",
    "mathml": "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "comment": "<!--><img src=x onerror=alert(1)-->",
    "template": "{{constructor.constructor('alert(1)')()}}",
    "template, dollar": "${alert(1)}",
}

MARKUP = {
    "comparison": "5 < 6 & x",
    "comparison that bleach cuts": "if a<b and c>d",
    "ampersands": "&amp; &amp;amp; &lt;b&gt; &#60; &nbsp;",
    "bold": "<b>not bold</b>",
    "unclosed": "<b",
    "lone brackets": "< > << >> <>",
    "doctype": "<!DOCTYPE html>",
    "processing instruction": '<?xml version="1.0"?>',
    "character data": "<![CDATA[ x ]]>",
    "markdown": "# *x* _y_ `z` [a](b) ![c](d)",
    "terminal colours": "\\u001b[31mred\\u001b[0m",
}

SPACES = {
    "space before": " x",
    "space after": "x ",
    "spaces inside": "a    b",
    "newline inside": "a\nb",
    "newline at both ends": "\na\n",
    "many newlines": "a\n\n\n\nb",
    "tab": "a\tb",
    "tab first": "\tx",
    "no-break space": "a\u00a0b",
    "no-break space at the end": "x\u00a0",
    "ideographic space": "a\u3000b",
    "thin and hair space": "a\u2009b\u200ac",
    "zero width space": "a\u200bb",
    "zero width joiner": "a\u200db",
    "zero width non-joiner": "می\u200cخواهم",
    "word joiner": "a\u2060b",
    "byte order mark": "\ufeffx",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "soft hyphen": "co\u00adoperate",
}

SCRIPTS_OF_THE_WORLD = {
    "arabic": "الختم مكسور عند البوابة",
    "hebrew": "החותם שבור ליד השער",
    "hebrew with points": "שָׁלוֹם",
    "mixed directions": "gate שער 12 بوابة end",
    "persian digits": "در ۱۲۳ باز است",
    "chinese": "门禁读卡器不亮",
    "japanese": "バッジリーダーが暗い",
    "half width": "ﾊﾞｯｼﾞ",
    "full width": "ＡＢＣ１２３",
    "korean": "배지 리더기가 꺼져 있어요",
    "korean, decomposed": "\u1107\u1162\u110c\u1175",
    "thai": "เครื่องอ่านบัตรดับ",
    "hindi": "बैज रीडर बंद है",
    "tamil": "பேட்ஜ் ரீடர் இருட்டாக உள்ளது",
    "russian": "Считыватель не светится",
    "greek": "Ο αναγνώστης είναι σβηστός",
    "greek, final sigma": "ΟΔΥΣΣΕΥΣ Οδυσσεύς",
    "turkish": "İıIi ĞğŞş",
    "german": "Straße STRASSE ẞ ß",
    "vietnamese": "Đầu đọc thẻ bị tắt",
    "amharic": "የበር ማኅተም",
    "cherokee": "ᎣᏏᏲ",
    "mongolian, vertical": "ᠮᠣᠩᠭᠣᠯ",
    "gothic, outside the basic plane": "𐌲𐌿𐍄𐌹𐍃𐌺",
    "rare han, outside the basic plane": "𠮷野家",
    "mathematical": "𝕊𝕖𝕒𝕝 𝓲𝓼 𝗰𝘂𝘁",
    "right to left override": "abc\u202edcba",
    "embedding left open": "abc\u202bdef",
    "isolates": "\u2066abc\u2069 \u2067שלום\u2069",
    "ligatures": "ﬁ ﬀ ŒœÆæ",
}

COMPOSED = {
    "composed": "caf\u00e9",
    "decomposed": "cafe\u0301",
    "both": "\u00e9 e\u0301",
    "angstrom sign": "\u212b \u00c5 A\u030a",
    "ohm and kelvin": "\u2126 \u212a",
    "combining mark alone": "\u0301",
    "stacked marks": "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324",
    "marks out of order": "a\u0301\u0323 a\u0323\u0301",
    "enclosing mark": "1\u20e3 2\u20dd",
}

EMOJI = {
    "emoji": "😀",
    "family": "👨‍👩‍👧‍👦",
    "skin tone": "👍🏽 👩🏿‍🔧",
    "flag": "🇫🇷🇯🇵",
    "flag of a region": "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "keycap": "1️⃣ #️⃣",
    "text and picture": "☎\ufe0e ☎\ufe0f",
    "heart with joiner": "❤️‍🔥",
    "newest": "🫨🪿",
    "private use": "\ue000 \U000f0000",
    "noncharacters": "\ufffe \uffff \U0010ffff",
    "replacement": "\ufffd",
}

CODE = {
    "backslashes": "C:\\new\\table \\\\ \\0 \\x00 \\u0000",
    "quotes": "'\"`´‘’“”„«»",
    "json": '{"a": [1, null, "\\u0000"], "__proto__": {}}',
    "json that ends": '"}]',
    "sql": "'; DROP TABLE tasks; --",
    "sql wildcard": "100% _ [a-z]",
    "mongo operator": '{"$gt": ""}',
    "dollar and dot": "$set a.b.c $where",
    "format": "%s %d %n {0} {name} %(x)s",
    "shell": "$(reboot) `reboot` | & ; > /dev/null",
    "path": "../../../../etc/passwd",
    "header": "x\nSet-Cookie: a=b",
    "log line": "x\n2026-01-01T00:00:00Z [error    ] not ours",
    "formula": '=HYPERLINK("http://evil.example")',
    "formula, at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "percent": "%00 %0a %3Cscript%3E",
    "regular expression": "^(a+)+$ [",
    "yaml": "key: !!python/object/apply:os.system [ls]",
}

VALUES = {
    "zero": "0",
    "false": "false",
    "null": "null",
    "undefined": "undefined",
    "not a number": "NaN",
    "empty object": "{}",
    "object": "[object Object]",
    "infinity": "-Infinity 1e400",
    "long number": "12345678901234567890.0",
    "one letter": "x",
    "dot": ".",
    "constructor": "constructor toString __proto__ hasOwnProperty",
    "date": "2026-02-30T25:61:61Z",
}

LONG = {
    "longest": "x" * LONGEST,
    "longest, of four bytes": "😀" * LONGEST,
    "longest, of three bytes": "门" * LONGEST,
    "longest word and a space": "y" * (LONGEST - 2) + " z",
    "longest, of newlines": "a" + "\n" * (LONGEST - 2) + "b",
    "longest, of quotes": '"' * LONGEST,
    "longest, of marks": "a" + "\u0301" * (LONGEST - 1),
}

AWKWARD: dict[str, str] = {
    **SCRIPTS,
    **MARKUP,
    **SPACES,
    **SCRIPTS_OF_THE_WORLD,
    **COMPOSED,
    **EMOJI,
    **CODE,
    **VALUES,
    **LONG,
}


def as_json() -> str:
    """Return the text of ``awkward.json``."""
    return json.dumps(AWKWARD, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_json())
