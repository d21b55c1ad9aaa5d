"""`python -m iiz_rules` is the command `iiz`."""

from iiz_rules.cli.main import main

if __name__ == "__main__":
    main()
