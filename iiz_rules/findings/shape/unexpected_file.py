"""A file in an edition's folder that nothing reads."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unexpected-file",
    message=Text(
        de="Datei `{file}` wird nicht gelesen",
        fr="le fichier `{file}` n'est pas lu",
        en="file `{file}` is not read",
    ),
    label=Text(de="kein vorgesehener Name", fr="aucun nom prévu", en="not a name foreseen"),
    help=Text(
        de="umbenennen oder aus dem Ordner nehmen",
        fr="le renommer ou le retirer du dossier",
        en="rename it or take it out of the folder",
    ),
    why=Text(
        de="Im Ordner einer Ausgabe werden nur Dateien mit den vorgesehenen Namen gelesen. Was "
        "in dieser Datei steht, hat keine Wirkung, auch wenn es nach einer Regel aussieht.",
        fr="Dans le dossier d'une édition, seuls les fichiers aux noms prévus sont lus. Ce que "
        "contient ce fichier n'a pas d'effet, même s'il ressemble à une règle.",
        en="In an edition's folder only files with the names foreseen are read. What this file "
        "says has no effect, even if it looks like a rule.",
    ),
    bad=(
        "canton.yaml\n2024-01-01/clauses.yaml\n2024-01-01/eligibilty.yaml\n2024-01-01/facts.yaml\n"
    ),
    good=(
        "canton.yaml\n2024-01-01/clauses.yaml\n2024-01-01/eligibility.yaml\n2024-01-01/facts.yaml\n"
    ),
    file="folder",
)
