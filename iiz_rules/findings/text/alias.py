"""A value is written elsewhere and only named here."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="alias",
    message=Text(
        de="`*{name}` verweist auf einen Wert von anderswo und ist nicht erlaubt",
        fr="`*{name}` renvoie à une valeur écrite ailleurs et n'est pas admis",
        en="`*{name}` stands for a value written elsewhere and is not allowed",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de="den Wert hier ausschreiben; ist ein Text gemeint: `{quoted}`",
        fr="écrire la valeur ici ; si c'est un texte : `{quoted}`",
        en="write the value out here; if text is meant: `{quoted}`",
    ),
    why=Text(
        de="Ein Stern am Anfang heisst in YAML: der Wert steht anderswo. Wer eine Regel liest, "
        "muss sie aber ganz vor sich haben.",
        fr="Un astérisque au début signifie en YAML : la valeur est ailleurs. Or qui lit une "
        "règle doit l'avoir tout entière sous les yeux.",
        en="A star at the start means in YAML: the value stands elsewhere. But whoever reads a "
        "rule must have all of it in view.",
    ),
    bad="label: *important\n",
    good='label: "*important"\n',
)
