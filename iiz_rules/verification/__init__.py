"""Claims about all cases: what a policy says is proved, what a change changes is shown.

    Program ─ encoding ─▶ Cnf ─ prover ─▶ a case, or the proof that there is none
    a case ─ witness ─▶ confirmed by the interpreter, with the fewest facts that make it so

`Space` says which cases there can be, `Questions` what is asked of every policy, `claims` what a
canton claims of its own, `difference` what two policies answer differently.
"""
