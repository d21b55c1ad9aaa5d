"""An edition that a case of a store runs on, and that the store does not hold as it was."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="edition-lost",
    message=Text(
        de="die Ausgabe {edition} (Prüfsumme {digest}) steht nicht mehr so in `{store}`, wie sie "
        "aufgenommen wurde",
        fr="l'édition {edition} (empreinte {digest}) ne figure plus dans `{store}` telle qu'elle "
        "y a été mise",
        en="edition {edition} (digest {digest}) is no longer in `{store}` as it was put there",
    ),
    label=Text(
        de="Regeln fehlen oder sind verändert",
        fr="des règles manquent ou sont modifiées",
        en="rules are missing or changed",
    ),
    help=Text(
        de="mit `iiz store verify` prüfen, was sonst verändert ist, und eine Sicherung verwenden",
        fr="vérifier avec `iiz store verify` ce qui a changé d'autre, et utiliser une copie de "
        "sauvegarde",
        en="see with `iiz store verify` what else has changed, and use a backup",
    ),
    why=Text(
        de="Ein laufender Fall bleibt unter den Regeln, unter denen er begonnen hat, bis seine "
        "Überführung vermerkt ist. Die Ablage bewahrt sie dafür auf, geschützt durch die "
        "Prüfsumme in jeder Aufzeichnung.",
        fr="Un cas en cours reste soumis aux règles sous lesquelles il a commencé, jusqu'à ce que "
        "son transfert soit enregistré. L'archive les conserve, protégées par l'empreinte dans "
        "chaque enregistrement.",
        en="A running case stays under the rules on which it began until its handing over is "
        "recorded. The store keeps them, guarded by the digest in every record.",
    ),
    bad="iiz obligations --store damaged.db --on 2024-06-30\n",
    good="iiz obligations --store backup.db --on 2024-06-30\n",
    file="terminal",
)
