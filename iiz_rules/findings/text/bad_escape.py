"""A backslash in double quotes is followed by something without meaning."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="bad-escape",
    message=Text(
        de="`{character}` bezeichnet kein Zeichen",
        fr="`{character}` ne désigne aucun caractère",
        en="`{character}` stands for no character",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de="einen wirklichen Rückstrich doppelt schreiben: `\\\\`",
        fr="doubler une vraie barre oblique inverse : `\\\\`",
        en="write a real backslash twice: `\\\\`",
    ),
    why=Text(
        de="Zwischen doppelten Anführungszeichen leitet der Rückstrich ein besonderes Zeichen "
        "ein. In einem Pfad wie `C:\\Daten` ist er so nicht gemeint.",
        fr="Entre guillemets doubles, la barre oblique inverse annonce un caractère spécial. Ce "
        "n'est pas ce que l'on veut dans un chemin comme `C:\\Données`.",
        en="Inside double quotes a backslash begins a special character. In a path such as "
        "`C:\\Data` that is not what is meant.",
    ),
    bad='label: "\\q"\n',
    good='label: "\\\\q"\n',
)
