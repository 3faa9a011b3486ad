"""`python -m vivant` is the `vivant` command."""

from vivant.cli import main

if __name__ == "__main__":
    main()
