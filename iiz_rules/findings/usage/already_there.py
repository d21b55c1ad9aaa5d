"""A canton is to be written where there is something already."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="already-there",
    message=Text(
        de="`{folder}` gibt es schon",
        fr="`{folder}` existe déjà",
        en="`{folder}` is already there",
    ),
    label=Text(
        de="nichts geschrieben",
        fr="rien n'a été écrit",
        en="nothing was written",
    ),
    help=Text(
        de="einen anderen Namen wählen, oder mit `--into` einen anderen Ordner",
        fr="choisir un autre nom, ou un autre dossier avec `--into`",
        en="choose another name, or another folder with `--into`",
    ),
    why=Text(
        de="Ein neuer Kanton überschreibt nichts: Was schon da ist, könnte von Hand geschrieben "
        "sein. Auch die Namen der mitgelieferten Kantone sind vergeben, denn Befehle meinen damit "
        "immer diese.",
        fr="Un nouveau canton n'écrase rien : ce qui existe pourrait avoir été écrit à la main. "
        "Les noms des cantons fournis sont pris eux aussi, car pour les commandes ils désignent "
        "toujours ceux-ci.",
        en="A new canton overwrites nothing: what is there may have been written by hand. The "
        "names of the cantons that come along are taken too, because commands always mean those.",
    ),
    bad="iiz new canton zurich\n",
    good="iiz new canton musterland\n",
    file="terminal",
)
