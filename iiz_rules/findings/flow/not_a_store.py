"""A file that is no store, or cannot be read as one."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-a-store",
    message=Text(
        de="`{store}` ist keine lesbare Ablage: {why}",
        fr="`{store}` n'est pas une archive lisible : {why}",
        en="`{store}` is no readable store: {why}",
    ),
    label=Text(de="keine Ablage", fr="pas une archive", en="no store"),
    help=Text(
        de="die richtige Datei angeben; ist sie beschädigt, eine Sicherung verwenden",
        fr="indiquer le bon fichier ; s'il est endommagé, utiliser une copie de sauvegarde",
        en="name the right file; if it is damaged, use a backup",
    ),
    why=Text(
        de="Eine Ablage ist eine SQLite-Datei, die dieses Programm angelegt hat. Eine "
        "fremde oder beschädigte Datei wird nicht überschrieben.",
        fr="Une archive est un fichier SQLite créé par ce programme. Un fichier étranger"
        " ou endommagé n'est pas écrasé.",
        en="A store is an SQLite file that this program has made. A foreign or damaged "
        "file is not written over.",
    ),
    bad="iiz store verify notes.txt\n",
    good="iiz store verify cases.db\n",
    file="terminal",
)
