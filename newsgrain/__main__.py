"""`python -m newsgrain`, the same as the command `newsgrain`."""

from .cli import main

if __name__ == "__main__":
    main()
