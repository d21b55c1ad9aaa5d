"""A key holds a letter that only looks like a usual one."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="lookalike-letter",
    message=Text(
        de="`{text}` enthält {character}, das einem gewöhnlichen Zeichen nur ähnlich sieht",
        fr="`{text}` contient {character}, qui ne fait que ressembler à un caractère usuel",
        en="`{text}` holds {character}, which only looks like a usual character",
    ),
    label=Text(de="dieses Zeichen", fr="ce caractère", en="this character"),
    help=Text(
        de="das Zeichen auf der Tastatur neu eintippen",
        fr="retaper le caractère au clavier",
        en="type the character again on the keyboard",
    ),
    why=Text(
        de="Das kyrillische \u0430 sieht aus wie das lateinische a, ein Gedankenstrich wie ein "
        "Bindestrich. Für das Programm sind es verschiedene Namen, und die Regel würde still "
        "nicht greifen.",
        fr="Le \u0430 cyrillique ressemble au a latin, un tiret à un trait d'union. Pour le "
        "programme, ce sont des noms différents, et la règle resterait sans effet, sans "
        "avertissement.",
        en="The Cyrillic \u0430 looks like the Latin a, a dash like a hyphen. To the program these "
        "are different names, and the rule would silently not apply.",
    ),
    bad="de\u0430dline: 30\n",
    good="deadline: 30\n",
)
