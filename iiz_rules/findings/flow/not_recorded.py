"""Something that could not be written to the store."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-recorded",
    message=Text(
        de="nichts wurde vermerkt: {why}",
        fr="rien n'a été enregistré : {why}",
        en="nothing was recorded: {why}",
    ),
    label=Text(
        de="der Fall ist, wie er war", fr="le cas est tel qu'il était", en="the case is as it was"
    ),
    help=Text(
        de="Platz, Rechte und andere Programme an der Ablage prüfen und noch einmal vermerken",
        fr="vérifier la place, les droits et les autres programmes sur l'archive, puis "
        "enregistrer à nouveau",
        en="check space, permissions and other programs on the store, then record again",
    ),
    why=Text(
        de="Was nicht sicher auf der Platte steht, gilt als nicht geschehen. Die Meldung"
        " nennt den Grund der Datenbank.",
        fr="Ce qui n'est pas sûrement sur le disque est réputé n'avoir pas eu lieu. Le "
        "message donne le motif de la base de données.",
        en="What is not safely on the disk counts as not having happened. The message "
        "gives the database's reason.",
    ),
    bad="iiz flow story.yaml --canton valais --store /full/cases.db\n",
    good="iiz flow story.yaml --canton valais --store cases.db\n",
    file="terminal",
)
