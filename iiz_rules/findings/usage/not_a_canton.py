"""A folder without canton.yaml."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-a-canton",
    message=Text(
        de="`{folder}` ist kein Ordner eines Kantons",
        fr="`{folder}` n'est pas le dossier d'un canton",
        en="`{folder}` is not a canton's folder",
    ),
    label=Text(de="ohne canton.yaml", fr="sans canton.yaml", en="without canton.yaml"),
    help=Text(
        de="den Ordner angeben, in dem `canton.yaml` liegt",
        fr="donner le dossier qui contient `canton.yaml`",
        en="give the folder that holds `canton.yaml`",
    ),
    why=Text(
        de="Ein Kanton ist ein Ordner mit der Datei `canton.yaml` und je einem Unterordner für "
        "jede Ausgabe. Oft wurde der Ordner darüber oder darunter angegeben.",
        fr="Un canton est un dossier avec le fichier `canton.yaml` et un sous-dossier par "
        "édition. Souvent, c'est le dossier au-dessus ou au-dessous qui a été donné.",
        en="A canton is a folder with the file `canton.yaml` and one folder for each edition. "
        "Often the folder above or below it was given.",
    ),
    bad="iiz check cantons\n",
    good="iiz check cantons/zurich\n",
    file="terminal",
)
