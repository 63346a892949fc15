"""Good files of every format, to be damaged by tests and by `benchmarks/fuzz.py`."""

import json

from make_files import BODY, HEADLINE, PARAGRAPHS, TEXT, docx, lines, pdf, rtf, xlsx, zip_of

PAGE = (
    f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{HEADLINE}</title>"
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-12"}'
    f"</script></head><body><article><p>{'</p><p>'.join(PARAGRAPHS)}</p></article></body></html>"
)
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/b\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}\r\n--b--\r\n"
)
TABLE = f'title;text;date\n"A ""quoted"" one";"{BODY}";12/03/2024\nB;"{BODY}";2024-03-12\n'
RECORDS = "\n".join(json.dumps({"text": p, "source": {"name": "A"}}) for p in PARAGRAPHS)
FRONT = "---\noutlet: The Argus\ntitle: 'A'\ndate: Tue, 12 Mar 2024 10:00 EST\n---\n"
PDF = pdf([lines(PARAGRAPHS), lines(PARAGRAPHS, left=320)], title=HEADLINE)
FILES = {
    "a.txt": f"{FRONT}{TEXT}".encode(),
    "b.txt": TEXT.encode("utf-16"),
    "c.txt": TEXT.encode("cp1252"),
    "a.md": f"{FRONT}# {HEADLINE}\n\n*{BODY}*\n\n- [a](b)\n\n> c\n\n<div>d</div>\n".encode(),
    "a.html": PAGE.encode(),
    "a.mhtml": MHTML.encode(),
    "a.csv": TABLE.encode(),
    "a.jsonl": RECORDS.encode(),
    "a.docx": docx([("Title", HEADLINE), *PARAGRAPHS], title=HEADLINE),
    "a.xlsx": xlsx({"S": [["title", "text"], [HEADLINE, BODY], [None, 3]]}),
    "a.zip": zip_of(
        {"A/a.txt": TEXT.encode(), "a.csv": TABLE.encode(), "n.zip": zip_of({"b": b"c"})}
    ),
    "a.rtf": rtf(PARAGRAPHS),
    "a.pdf": PDF,
}
