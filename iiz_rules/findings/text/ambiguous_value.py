"""A spelling that different readers take for different values."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="ambiguous-value",
    message=Text(
        de="`{text}` kann auf zwei Arten gelesen werden",
        fr="`{text}` peut se lire de deux façons",
        en="`{text}` can be read in two ways",
    ),
    label=Text(de="Text oder nicht?", fr="texte ou non ?", en="text or not?"),
    help=Text(
        de="in Anführungszeichen schreiben, wenn Text gemeint ist: `{quoted}`; sonst die "
        "eindeutige Form (`true`, `false`, `12`)",
        fr="écrire entre guillemets si c'est un texte : `{quoted}` ; sinon la forme claire "
        "(`true`, `false`, `12`)",
        en="write it in quotes if text is meant: `{quoted}`; otherwise the clear form (`true`, "
        "`false`, `12`)",
    ),
    why=Text(
        de="Ältere YAML-Programme lesen `no` als «nein», `0261` als 177 und `12:30` als 750; "
        "neuere lesen Text oder andere Zahlen. Ein Kürzel wie `NO` oder eine Uhrzeit darf "
        "nicht davon abhängen, welches Programm die Datei öffnet.",
        fr="Les anciens programmes YAML lisent `no` comme « non », `0261` comme 177 et `12:30` "
        "comme 750 ; les nouveaux lisent un texte ou d'autres nombres. Un sigle comme `NO` "
        "ou une heure ne doit pas dépendre du programme qui ouvre le fichier.",
        en="Older YAML programs read `no` as “false”, `0261` as 177 and `12:30` as 750; newer "
        "ones read text or other numbers. A code such as `NO` or a time of day must not "
        "depend on which program opens the file.",
    ),
    bad="country: NO\n",
    good='country: "NO"\n',
)
