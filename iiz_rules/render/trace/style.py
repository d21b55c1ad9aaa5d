"""How the page of a trace looks: dark on light, and on paper the same; never by colour alone."""

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; background: #fff;
  font: 0.95rem/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; border-bottom: 2px solid #1a1a1a; }
h3 { font-size: 1.02rem; margin: 1.75rem 0 .4rem; }
a { color: #0b4f8a; text-decoration-thickness: 1px; text-underline-offset: 2px; }
code { font: 0.9em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
.small { font-size: .82rem; font-weight: 400; color: #4a4a4a; overflow-wrap: anywhere; }
.whole { white-space: nowrap; }
header > ul { padding-left: 1.2rem; }
nav ul { list-style: none; padding: 0; columns: 20rem; font-size: .88rem; }
section { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 62rem; table-layout: fixed; }
th, td { border: 1px solid #b9b9b9; padding: .35rem .5rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #ececec; }
tbody th { font-weight: 600; }
td ul { margin: 0; padding-left: 1rem; }
:target { outline: 3px solid #0b4f8a; }
td.tested { border-left: 5px solid #2b7a3d; }
td.untested { border-left: 5px double #a15c00; background: #fff4dc; }
td.missing, td.unaccounted { border-left: 5px double #a8201a; background: #fde8e6; }
td.reasoned { border-left: 5px solid #b9b9b9; }
.of-clause th:nth-child(1) { width: 9%; white-space: nowrap; }
.of-clause th:nth-child(3) { width: 17%; }
.of-clause th:nth-child(4) { width: 30%; }
.of-clause th:nth-child(5) { width: 15%; }
.of-rule th:nth-child(1) { width: 36%; }
.of-rule th:nth-child(3) { width: 17%; }
.of-rule th:nth-child(4) { width: 17%; }
.of-case th:nth-child(1) { width: 5%; }
.of-case th:nth-child(2) { width: 40%; }
@page { size: A4 landscape; margin: 14mm; }
@media print {
  html { font-size: 9pt; }
  body { margin: 0; padding: 0; max-width: none;
    print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav { display: none; }
  section { overflow: visible; }
  table { min-width: 0; }
  a { color: inherit; text-decoration: none; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
}
"""
