"""A link in a canton's folder that leads out of it."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="link-leaves-folder",
    message=Text(
        de="die Verknüpfung `{file}` führt aus dem Ordner des Kantons hinaus",
        fr="le lien `{file}` mène hors du dossier du canton",
        en="link `{file}` leads out of the canton's folder",
    ),
    label=Text(de="nicht gelesen", fr="non lu", en="not read"),
    help=Text(
        de="die Datei selbst in den Ordner legen",
        fr="placer le fichier lui-même dans le dossier",
        en="put the file itself into the folder",
    ),
    why=Text(
        de="Zu einem Kanton gehört genau, was in seinem Ordner liegt; darüber wird auch die "
        "Prüfsumme gebildet. Eine Verknüpfung nach aussen könnte sich ändern, ohne dass "
        "jemand es sieht, oder fremde Dateien preisgeben.",
        fr="Un canton se compose exactement de ce que contient son dossier ; c'est aussi la base"
        " de l'empreinte. Un lien vers l'extérieur pourrait changer sans que personne le "
        "voie, ou révéler d'autres fichiers.",
        en="A canton consists of exactly what is in its folder, and the digest is formed over "
        "it. A link to the outside could change without anyone seeing it, or reveal other "
        "files.",
    ),
    bad="canton.yaml\n2024-01-01/facts.yaml -> /home/me/facts.yaml\n",
    good="canton.yaml\n2024-01-01/facts.yaml\n",
    file="folder",
)
