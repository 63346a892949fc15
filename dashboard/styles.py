"""The styles of our own HTML. They apply to our own class names alone."""

# How an underline tells a word's part in a score is explained in `cue_marks`. Ink is not skipped:
# a gap around a descender would make a solid line look dashed.
STYLE = """<style>
.tl-text { font-family: "Source Serif", Georgia, serif; font-size: 1.06rem; line-height: 1.75;
  max-width: 44rem; overflow-wrap: anywhere; }
.tl-text p { margin: 0 0 1em; }
.tl-text .tl-headline { font-size: 1.35rem; line-height: 1.45; font-weight: 600; }
.tl-s { border-radius: 3px; padding: 0.1em 0.12em; -webkit-box-decoration-break: clone;
  box-decoration-break: clone; }
.tl-s[data-sentence] { cursor: pointer; }
.tl-s[data-sentence]:hover { box-shadow: 0 0 0 1px currentColor; }
.tl-s[data-sentence]:focus-visible { outline: 3px solid currentColor; outline-offset: 1px; }
.tl-aside { opacity: 0.62; font-size: 0.9em; font-style: italic; }
.tl-quoted { font-family: "Source Sans", sans-serif; border-left: 2px solid currentColor;
  padding-left: 0.25em; }
.tl-told { font-style: italic; border-left: 2px dotted currentColor; padding-left: 0.25em; }
.tl-legend .tl-own, .tl-legend .tl-told { font-family: "Source Serif", Georgia, serif; }
.tl-in { border-radius: 3px; }
.tl-in.tl-quoted, .tl-in.tl-told { border-radius: 0 3px 3px 0; }
.tl-out { opacity: 0.62; }
.tl-note { font: 0.8rem "Source Sans", sans-serif; }
.tl-spans { overflow-wrap: anywhere; }
.tl-span { padding: 0.45rem 0; font-size: 0.95rem; line-height: 1.6;
  border-bottom: 1px solid rgba(128, 136, 144, 0.3); }
.tl-whose { font-size: 0.85rem; opacity: 0.8; font-variant-numeric: tabular-nums; }
.tl-cue { text-decoration: underline; text-underline-offset: 0.2em;
  text-decoration-skip-ink: none; }
.tl-alone { background: rgba(128, 136, 144, 0.24); border-radius: 3px; padding: 0.06em 0;
  -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.tl-raises { text-decoration-style: solid; }
.tl-lowers { text-decoration-style: dotted; }
.tl-1 { font-weight: 600; text-decoration-thickness: 1.5px; }
.tl-2 { font-weight: 700; text-decoration-thickness: 3px; }
.tl-3 { font-weight: 800; text-decoration-thickness: 5px; }
.tl-mark { font: 700 0.78em "Source Sans", sans-serif; vertical-align: 0.22em; opacity: 0.85;
  white-space: nowrap;
  margin-right: 0.2em; user-select: none; }
.tl-legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.1rem; font-size: 0.85rem;
  line-height: 1.7; }
.tl-legend > span { white-space: nowrap; }
.tl-legend > .tl-lead { white-space: normal; }
.tl-swatch { display: inline-block; width: 0.95em; height: 0.95em; border-radius: 3px;
  vertical-align: -0.12em; margin-right: 0.35em; border: 1px solid rgba(128, 136, 144, 0.6); }
.tl-quote { margin: 0; padding: 0 0 0 0.8rem; font-family: "Source Serif", Georgia, serif;
  font-size: 0.95rem; line-height: 1.65;
  border-left: 3px solid rgba(128, 136, 144, 0.45); overflow-wrap: anywhere; }
.tl-scores { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
.tl-scores th, .tl-scores td { text-align: left; vertical-align: top;
  padding: 0.3rem 0.7rem 0.3rem 0; border-bottom: 1px solid rgba(128, 136, 144, 0.3); }
.tl-scores th { font-weight: 600; }
.tl-scores thead th { font-weight: 400; opacity: 0.75; }
.tl-level { display: flex; align-items: baseline; }
.tl-level .tl-swatch { flex: none; position: relative; top: 0.12em; }
.tl-scores td.tl-number { text-align: right; font-variant-numeric: tabular-nums; }
</style>"""
