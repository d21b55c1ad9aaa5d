"""A fact that is given twice, or that contradicts another one."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="conflicting-facts",
    message=Text(
        de="`{fact}` widerspricht einer anderen Angabe: {other}",
        fr="`{fact}` contredit une autre donnée : {other}",
        en="`{fact}` contradicts another statement: {other}",
    ),
    label=Text(
        de="beides zusammen kann nicht gelten",
        fr="les deux ne peuvent pas valoir ensemble",
        en="both together cannot hold",
    ),
    help=Text(
        de="eine der beiden Angaben streichen oder berichtigen",
        fr="retirer ou corriger l'une des deux",
        en="remove or correct one of the two",
    ),
    why=Text(
        de="Dieselbe Angabe steht zweimal im Fall (etwa einmal gegliedert und einmal mit "
        "Punkten), oder sie passt nicht zu einer anderen, aus der sie folgt, wie das Alter "
        "zum Geburtsdatum. Welche stimmt, entscheidet nicht das Programm.",
        fr="La même donnée figure deux fois dans le cas (une fois en groupe et une fois avec des"
        " points, par exemple), ou elle ne s'accorde pas avec celle dont elle découle, comme "
        "l'âge avec la date de naissance. Ce n'est pas au programme de dire laquelle est "
        "juste.",
        en="The same fact stands twice in the case (once nested and once with dots, say), or it "
        "does not agree with the one it follows from, as an age with the date of birth. Which"
        " one is right is not for the program to decide.",
    ),
    bad=("title: Alter\ndate: 2024-03-05\nfacts:\n  person.age: 30\n  person:\n    age: 31\n"),
    good="title: Alter\ndate: 2024-03-05\nfacts:\n  person:\n    age: 31\n",
    file="case.yaml",
)
