"""What keeps the program from starting, for the command line to say what to do."""


class NotMigrated(Exception):
    """The tables of the database are not of the current version."""


class MadeByLater(Exception):
    """A later release of the program migrated the database."""

    remedy = (
        "is of a later release of the program; install that one again, or restore the backup that was made before it "
        "(docs/upgrading.md)"
    )


class DatabaseUnusable(Exception):
    """The database cannot be reached, or refuses; the text names the fault and holds no secret."""


class WhichOrganization(Exception):
    """ORGANIZATION names none of several organizations, or is missing; the text says which there are."""


class CannotListen(Exception):
    """The address is in use, or not this machine's; the text names both."""
