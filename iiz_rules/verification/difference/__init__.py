"""What two policies answer differently, each kind of change once with its smallest case.

Both are asked about the same case on the same day, as if both had been in force. What is not named
is proved to be the same: the verdict of every rule that both have, who acts, the next step of every
way, and what each payer pays of a measure.
"""
