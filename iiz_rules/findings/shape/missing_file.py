"""A file that every edition needs is not there."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="missing-file",
    message=Text(
        de="Datei `{file}` fehlt",
        fr="le fichier `{file}` manque",
        en="file `{file}` is missing",
    ),
    label=Text(de="hier erwartet", fr="attendu ici", en="expected here"),
    help=Text(
        de="die Datei `{file}` anlegen",
        fr="créer le fichier `{file}`",
        en="create the file `{file}`",
    ),
    why=Text(
        de="Jeder Kanton braucht `canton.yaml`, jede Ausgabe die Angaben (`facts.yaml`) und das "
        "Verzeichnis der Ziffern (`clauses.yaml`): Ohne sie gibt es nichts, was Regeln lesen "
        "oder belegen könnten.",
        fr="Chaque canton a besoin de `canton.yaml`, chaque édition des données (`facts.yaml`) "
        "et du registre des chiffres (`clauses.yaml`) : sans eux, les règles n'auraient rien "
        "à lire ni à citer.",
        en="Every canton needs `canton.yaml`, every edition the facts (`facts.yaml`) and the "
        "register of clauses (`clauses.yaml`): without them there is nothing that rules could"
        " read or cite.",
    ),
    bad=("canton.yaml\n2024-01-01/clauses.yaml\n2024-01-01/eligibility.yaml\n"),
    good=(
        "canton.yaml\n2024-01-01/clauses.yaml\n2024-01-01/eligibility.yaml\n2024-01-01/facts.yaml\n"
    ),
    file="folder",
)
