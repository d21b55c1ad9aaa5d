"""A value stands where a group of facts belongs."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="group-not-value",
    message=Text(
        de="hier gehört eine Gruppe von Angaben hin, gegeben: `{got}`",
        fr="un groupe de données est attendu ici, reçu : `{got}`",
        en="a group of facts belongs here, got `{got}`",
    ),
    label=Text(
        de="kein einzelner Wert möglich",
        fr="aucune valeur isolée possible",
        en="no single value possible",
    ),
    help=Text(
        de="die Angaben der Gruppe darunter einrücken oder mit Punkten schreiben, etwa "
        "`person.age: 31`",
        fr="indenter les données du groupe en dessous ou les écrire avec des points, comme "
        "`person.age: 31`",
        en="indent the facts of the group below it or write them with dots, such as `person.age:"
        " 31`",
    ),
    why=Text(
        de="Der Name vor dem Punkt fasst mehrere Angaben zusammen: Zu `person` gehören etwa "
        "`person.age` und `person.canton`. Ein einzelner Wert sagt nicht, welche von ihnen er"
        " meint.",
        fr="Le nom devant le point réunit plusieurs données : `person` comprend par exemple "
        "`person.age` et `person.canton`. Une valeur isolée ne dit pas laquelle est visée.",
        en="The name before the dot gathers several facts: `person` holds `person.age` and "
        "`person.canton`, for instance. A single value does not say which of them it means.",
    ),
    bad="title: Alter\ndate: 2024-03-05\nfacts:\n  person: 31\n",
    good="title: Alter\ndate: 2024-03-05\nfacts:\n  person:\n    age: 31\n",
    file="case.yaml",
)
