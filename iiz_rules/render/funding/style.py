"""How a report looks: for a table of people who decide, on paper and in black and white."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem 1.25rem 3rem; color: #1a1a1a;
  background: #fff; font: 1rem/1.5 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: .3rem 0 .2rem; }
h2 { font-size: 1.25rem; margin: 2.4rem 0 .6rem; padding-top: .5rem; border-top: 2px solid; }
h3 { font-size: 1rem; margin: 1.5rem 0 .3rem; }
p { margin: .5rem 0; }
.where { margin: 0; font-size: .9rem; letter-spacing: .02em; }
.invented { margin: 0 0 1rem; padding: .35rem .7rem; border: 2px solid #1a1a1a;
  font-weight: 700; font-size: .85rem; text-align: center; letter-spacing: .06em; }
.summary { font-size: 1.08rem; border-left: 5px solid #2f5478; padding: .2rem 0 .2rem 1rem; }
.small { font-size: .82rem; color: #3d3d3d; overflow-wrap: anywhere; }
figure { margin: 1rem 0 1.4rem; break-inside: avoid; }
figcaption { font-weight: 600; margin-bottom: .4rem; }
figure svg { width: 100%; height: auto; display: block; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 1rem; font-size: .88rem; }
th, td { border-bottom: 1px solid #b9b9b9; padding: .3rem .5rem; text-align: left;
  vertical-align: top; }
thead th { border-bottom: 2px solid #1a1a1a; vertical-align: bottom; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; }
.dense table { font-size: .78rem; }
.dense th, .dense td { padding: .25rem .35rem; }
.dense tbody th { white-space: nowrap; }
.dense thead th:first-child { vertical-align: bottom; }
/* upright headings: without writing-mode, which not every program for PDF knows */
.turned { display: block; width: 2.3em; height: 9.5rem; margin-left: auto; line-height: 1.15; }
.turned span { display: block; width: 9.5rem; text-align: left; transform-origin: 0 0;
  transform: translateY(9.5rem) rotate(-90deg); }
.dense thead th { border: 0; }
.dense tbody tr:first-child > * { border-top: 2px solid #1a1a1a; }
tr.sum > * { border-top: 2px solid #1a1a1a; font-weight: 700; }
ul { padding-left: 1.2rem; margin: .4rem 0; }
footer { margin-top: 2.5rem; border-top: 1px solid #b9b9b9; padding-top: .6rem; }
@page { size: A4; margin: 16mm 15mm; }
@media print {
  html { font-size: 9.5pt; }
  body { padding: 0; max-width: none; print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
  h2, h3 { break-after: avoid; }
  .whole, tr { break-inside: avoid; }
  .wide { overflow: visible; }
  .dense table { font-size: .72rem; }
}
"""
