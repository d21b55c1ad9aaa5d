"""A key that the language does not know."""

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-key",
    message=Text(
        de="Schlüssel `{key}` ist hier nicht bekannt",
        fr="la clé `{key}` n'est pas connue ici",
        en="key `{key}` is not known here",
    ),
    label=Text(
        de="kein Schlüssel dieses Namens",
        fr="aucune clé de ce nom",
        en="no key of this name",
    ),
    help=Text(de="möglich sind: {keys}", fr="clés possibles : {keys}", en="possible keys: {keys}"),
    why=Text(
        de="Ein Tippfehler in einem Schlüssel würde sonst dazu führen, dass die Zeile ohne "
        "Wirkung bleibt und niemand es merkt. Deshalb wird jeder unbekannte Schlüssel "
        "abgelehnt.",
        fr="Sinon, une faute de frappe dans une clé priverait la ligne d'effet sans que personne"
        " ne le remarque. C'est pourquoi toute clé inconnue est refusée.",
        en="Otherwise a typing error in a key would leave the line without effect and nobody "
        "would notice. Therefore every unknown key is refused.",
    ),
    bad=examples.when(examples.AGE).replace("mode:", "modus:"),
    good=examples.when(examples.AGE),
)
