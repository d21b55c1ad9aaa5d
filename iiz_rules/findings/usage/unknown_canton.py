"""A canton that is not there."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-canton",
    message=Text(
        de="Kanton `{canton}` ist nicht bekannt",
        fr="le canton `{canton}` n'est pas connu",
        en="canton `{canton}` is not known",
    ),
    label=Text(
        de="kein Kanton dieses Namens",
        fr="aucun canton de ce nom",
        en="no canton of this name",
    ),
    help=Text(
        de="bekannt sind: {known}; oder den Pfad eines eigenen Ordners angeben",
        fr="cantons connus : {known} ; ou donner le chemin d'un dossier à vous",
        en="known cantons: {known}; or give the path of a folder of your own",
    ),
    why=Text(
        de="Ein Kanton wird mit seinem Namen angegeben, wie er in `canton.yaml` steht, oder mit "
        "dem Pfad seines Ordners. Mitgeliefert sind nur die genannten.",
        fr="Un canton est désigné par son nom tel qu'il figure dans `canton.yaml`, ou par le "
        "chemin de son dossier. Seuls ceux qui sont cités sont fournis.",
        en="A canton is given by its name as in `canton.yaml`, or by the path of its folder. "
        "Only those named come with the package.",
    ),
    bad="iiz assess case.yaml --canton zuerich\n",
    good="iiz assess case.yaml --canton zurich\n",
    file="terminal",
)
