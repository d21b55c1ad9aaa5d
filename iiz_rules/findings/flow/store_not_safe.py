"""A store that would not keep what it acknowledges."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="store-not-safe",
    message=Text(
        de="die Ablage kann nicht sicher schreiben (Protokoll {mode}, Stufe {level})",
        fr="l'archive ne peut pas écrire sûrement (journal {mode}, niveau {level})",
        en="the store cannot write safely (journal {mode}, level {level})",
    ),
    label=Text(de="nicht sicher", fr="pas sûre", en="not safe"),
    help=Text(
        de="die Ablage auf ein Dateisystem legen, das SQLite im WAL-Modus trägt",
        fr="placer l'archive sur un système de fichiers qui permet le mode WAL de SQLite",
        en="put the store on a file system that carries SQLite in WAL mode",
    ),
    why=Text(
        de="Vor jeder Bestätigung muss der Eintrag auf der Platte stehen. Das verlangt "
        "den WAL-Modus mit voller Synchronisation; auf Netzlaufwerken geht das oft "
        "nicht.",
        fr="Avant toute confirmation, l'enregistrement doit être sur le disque. Cela "
        "exige le mode WAL avec synchronisation complète, souvent impossible sur un "
        "lecteur réseau.",
        en="Before anything is acknowledged the record has to be on the disk. That takes"
        " WAL mode with full synchronisation, which network drives often cannot "
        "offer.",
    ),
    bad="iiz flow story.yaml --canton valais --store /network/cases.db\n",
    good="iiz flow story.yaml --canton valais --store cases.db\n",
    file="terminal",
)
