"""Somebody else has recorded something about the case meanwhile."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="case-changed",
    message=Text(
        de="zum Fall `{case}` wurde inzwischen anderes vermerkt",
        fr="autre chose a été enregistré entre-temps pour le cas `{case}`",
        en="something else was recorded meanwhile for case `{case}`",
    ),
    label=Text(de="nicht vermerkt", fr="non enregistré", en="not recorded"),
    help=Text(
        de="den Fall neu aus der Ablage holen und dann vermerken",
        fr="reprendre le cas depuis l'archive, puis enregistrer",
        en="take the case from the store again, then record",
    ),
    why=Text(
        de="Zwei haben zugleich am selben Fall gearbeitet. Was der Zweite vermerken "
        "wollte, beruht auf einem Stand, der nicht mehr gilt. Es wurde nichts "
        "geschrieben.",
        fr="Deux personnes ont travaillé en même temps au même cas. Ce que la seconde "
        "voulait enregistrer repose sur un état qui ne vaut plus. Rien n'a été écrit.",
        en="Two have worked on the same case at once. What the second wanted to record "
        "rests on a state that no longer holds. Nothing was written.",
    ),
    bad="first.record(…); second.record(…)    (two programs, one case)\n",
    good='policy.case("VS-2024-17", "cases.db").record(…)\n',
    file="terminal",
)
