"""Whether a criterion can be met, and can fail, was not found out."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-proved",
    message=Text(
        de="nicht bewiesen: ob das Kriterium `{criterion}` erfüllt werden und scheitern kann",
        fr="pas prouvé : si le critère `{criterion}` peut être rempli et ne pas l'être",
        en="not proved: whether the criterion `{criterion}` can be met, and can fail",
    ),
    label=Text(
        de="nur eines von beiden wurde gefunden",
        fr="un seul des deux a été trouvé",
        en="only one of the two was found",
    ),
    help=Text(
        de="die Bedingung aufteilen, auf mehrere Kriterien oder Begriffe, oder vereinfachen",
        fr="répartir la condition sur plusieurs critères ou termes, ou la simplifier",
        en="spread the condition over several criteria or terms, or simplify it",
    ),
    why=Text(
        de="Beim Laden wird zu jedem Kriterium ein Fall gesucht, der es erfüllt, und einer, der es "
        "nicht erfüllt. Hier fand sich nach vielen Versuchen nur eines von beiden. Das Kriterium "
        "kann richtig sein; es wurde aber nicht gezeigt, und darum gilt es nicht als geprüft.",
        fr="Au chargement, on cherche pour chaque critère un cas qui le remplit et un cas qui ne "
        "le remplit pas. Ici, après de nombreux essais, un seul des deux a été trouvé. Le critère "
        "peut être juste ; mais cela n'a pas été montré, et il ne passe donc pas pour vérifié.",
        en="At load a case that meets it and a case that does not are sought for every criterion. "
        "Here only one of the two was found after many tries. The criterion may be right; but it "
        "was not shown, and so it does not count as checked.",
    ),
    bad="""label: {de: Zugang, fr: Accès, en: Access}
clauses: [XX-1]
criteria:
  - id: means
    label: {de: Mittel, fr: Moyens, en: Means}
    clauses: [XX-1]
    when:
      all:
        - at_least:
            "n": 2
            of:
              - {fact: person.age, is_one_of: [16, 21, 26, 31, 36, 41, 46, 51, 56, 61]}
              - {fact: person.income, is_one_of: [10, 20, 30, 40, 50, 60, 70, 80, 90]}
              - {fact: person.savings, is_one_of: [11, 22, 33, 44, 55, 66, 77, 88]}
              - {fact: person.born, is_one_of: [1970-01-01, 1980-01-01, 1990-01-01, 2000-01-01]}
        - not:
            at_least:
              "n": 2
              of:
                - {fact: person.age, is_one_of: [16, 21, 26, 31, 36, 41, 46, 51, 56, 61]}
                - {fact: person.income, is_one_of: [10, 20, 30, 40, 50, 60, 70, 80, 90]}
                - {fact: person.savings, is_one_of: [11, 22, 33, 44, 55, 66, 77, 88]}
                - {fact: person.born, is_one_of: [1970-01-01, 1980-01-01, 1990-01-01, 2000-01-01]}
""",
    good="""label: {de: Zugang, fr: Accès, en: Access}
clauses: [XX-1]
criteria:
  - id: means
    label: {de: Mittel, fr: Moyens, en: Means}
    clauses: [XX-1]
    when:
      at_least:
        "n": 2
        of:
          - {fact: person.age, is_one_of: [16, 21, 26, 31, 36, 41, 46, 51, 56, 61]}
          - {fact: person.income, is_one_of: [10, 20, 30, 40, 50, 60, 70, 80, 90]}
          - {fact: person.savings, is_one_of: [11, 22, 33, 44, 55, 66, 77, 88]}
          - {fact: person.born, is_one_of: [1970-01-01, 1980-01-01, 1990-01-01, 2000-01-01]}
""",
)
