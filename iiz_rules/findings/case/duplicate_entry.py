"""Two entries of a history that begin on the same day, and neither corrects the other."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="duplicate-entry",
    message=Text(
        de="zwei Einträge gelten ab {on}, und keiner berichtigt den anderen; der erste: {first}",
        fr="deux entrées valent dès {on}, et aucune ne corrige l'autre ; la première : {first}",
        en="two entries hold from {on}, and neither corrects the other; the first: {first}",
    ),
    label=Text(
        de="derselbe Tag, gleichzeitig bekannt",
        fr="même jour, connu en même temps",
        en="the same day, known at the same time",
    ),
    help=Text(
        de="einen Eintrag streichen; berichtigt er den anderen, mit `learned_on` sagen, wann das "
        "bekannt wurde",
        fr="retirer une entrée ; si elle corrige l'autre, dire avec `learned_on` quand on l'a su",
        en="remove one entry; where it corrects the other, say with `learned_on` when that was "
        "learned",
    ),
    why=Text(
        de="Von zwei Einträgen mit demselben `from` gilt, was später bekannt wurde: Es berichtigt "
        "das frühere. Wurden beide am selben Tag bekannt, oder sagt es keiner von beiden, müsste "
        "das Programm wählen, und das tut es nicht.",
        fr="De deux entrées avec le même `from`, c'est celle qu'on a apprise plus tard qui vaut : "
        "elle corrige l'autre. Si l'on a appris les deux le même jour, ou si aucune ne le dit, le "
        "programme devrait choisir, et il ne le fait pas.",
        en="Of two entries with the same `from`, the one learned later holds: it corrects the "
        "other. Where both were learned on the same day, or neither says when, the program would "
        "have to choose, and it does not.",
    ),
    bad=(
        "title: Umzug\ndate: 2024-06-05\nfacts:\n  person:\n    canton:\n"
        "      - {from: 2024-05-01, value: ZH}\n      - {from: 2024-05-01, value: VS}\n"
    ),
    good=(
        "title: Umzug\ndate: 2024-06-05\nfacts:\n  person:\n    canton:\n"
        "      - {from: 2024-05-01, value: ZH}\n"
        "      - {from: 2024-05-01, value: VS, learned_on: 2024-05-20}\n"
    ),
    file="case.yaml",
)
