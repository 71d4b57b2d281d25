"""`python -m qualpipe` is the command line."""

from qualpipe.cli import main

if __name__ == "__main__":
    main()
