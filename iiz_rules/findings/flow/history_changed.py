"""A history that is not as it was written."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="history-changed",
    message=Text(
        de="Aufzeichnung {seq} ist nicht, wie sie geschrieben wurde ({why})",
        fr="l'enregistrement {seq} n'est pas tel qu'il a été écrit ({why})",
        en="record {seq} is not as it was written ({why})",
    ),
    label=Text(
        de="die erste, die nicht stimmt",
        fr="le premier qui ne concorde pas",
        en="the first that is wrong",
    ),
    help=Text(
        de="nicht weiterschreiben; die Ablage aus einer Sicherung holen und die Abweichung klären",
        fr="ne plus rien enregistrer ; reprendre une sauvegarde et élucider la différence",
        en="record no more; take the store from a backup and find out about the difference",
    ),
    why=Text(
        de="Jede Aufzeichnung trägt die Prüfsumme der vorangehenden. Das Wort in "
        "Klammern sagt, was nicht stimmt: `hash` der Inhalt, `link` die Verbindung "
        "zur vorangehenden, `gap` eine Lücke, `order` die Folge im Fall, `head` ein "
        "aufbewahrter Schluss, `cut` ein fehlendes Ende, `edition` die Regeln, die sie nennt.",
        fr="Chaque enregistrement porte l'empreinte du précédent. Le mot entre "
        "parenthèses dit ce qui ne concorde pas : `hash` le contenu, `link` le lien "
        "avec le précédent, `gap` une lacune, `order` la suite dans le cas, `head` "
        "une fin conservée, `cut` une fin manquante, `edition` les règles qu'il nomme.",
        en="Each record carries the digest of the one before. The word in brackets says "
        "what is wrong: `hash` the content, `link` the link to the one before, `gap` "
        "a gap, `order` the sequence in the case, `head` an end that was kept, `cut` "
        "a missing end, `edition` the rules that it names.",
    ),
    bad="iiz store verify edited.db\n",
    good="iiz store verify cases.db\n",
    file="terminal",
)
