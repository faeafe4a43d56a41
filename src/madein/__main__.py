"""`python -m madein` is the command line."""

from madein.cli import main

main()
