"""The four ways to draw what passes between two actors, by the names that i2 charts gave them."""

import enum


class Mode(enum.StrEnum):
    """What one ribbon stands for: a record; a flow; both flows of a pair; their difference."""

    RECORDS = "separate records"
    DIRECTED = "directed"
    SINGLE = "single"
    NET = "net"
