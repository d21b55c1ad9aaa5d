"""A case that runs on an edition which is not the one loaded."""

from iiz_rules.diagnostics import Page, Text

PAGE = Page(
    code="edition-changed",
    message=Text(
        de="der Fall läuft unter der Ausgabe {edition} (Prüfsumme {digest}); geladen ist: {loaded}",
        fr="le cas suit l'édition {edition} (empreinte {digest}) ; chargé : {loaded}",
        en="the case runs on edition {edition} (digest {digest}); loaded: {loaded}",
    ),
    label=Text(
        de="eine andere Fassung der Regeln",
        fr="une autre version des règles",
        en="another version of the rules",
    ),
    help=Text(
        de="die Regeln in der damaligen Fassung laden, oder den Fall ausdrücklich "
        "überführen (`migrate`)",
        fr="charger les règles dans leur version d'alors, ou transférer expressément le "
        "cas (`migrate`)",
        en="load the rules as they were, or hand the case over explicitly (`migrate`)",
    ),
    why=Text(
        de="Ein laufender Fall bleibt unter den Regeln, unter denen er begonnen hat, bis"
        " seine Überführung vermerkt ist. Sonst änderte eine Bearbeitung der Regeln "
        "still, was in der Vergangenheit galt.",
        fr="Un cas en cours reste soumis aux règles sous lesquelles il a commencé, "
        "jusqu'à ce que son transfert soit enregistré. Sinon, modifier les règles "
        "changerait en silence ce qui valait par le passé.",
        en="A running case stays under the rules on which it began until its handing "
        "over is recorded. Otherwise editing the rules would silently change what "
        "held in the past.",
    ),
    bad="iiz obligations --store cases.db --canton ./my-valais --on 2024-06-30\n",
    good="iiz obligations --store cases.db --canton valais --on 2024-06-30\n",
    file="terminal",
)
