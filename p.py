import cProfile, pstats, sys

out = sys.argv.pop(1)
from iiz_rules.cli.main import main

p = cProfile.Profile()
p.enable()
try:
    main()
except SystemExit:
    pass
p.disable()
p.dump_stats(out)
