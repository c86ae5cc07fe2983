"""``python -m winset``."""

from winset.cli import main

if __name__ == "__main__":
    main()
