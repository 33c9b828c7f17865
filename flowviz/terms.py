"""The terms of the records: the words of which a field of a record can hold one."""

import enum


class TransferKind(enum.StrEnum):
    """What sort of movement a record tells of."""

    DEAL = "deal"
    DELIVERY = "delivery"
    LICENCE = "licence"
    REPORT = "report"
    PROGRAMME = "programme"


class Stage(enum.StrEnum):
    """How far the goods have come; figures of two stages are never added."""

    ORDERED = "ordered"
    LICENSED = "licensed"
    DELIVERED = "delivered"
    SEIZED = "seized"


class Basis(enum.StrEnum):
    """What a figure is a figure of; only a total is summed, the others are shown.

    One per unit is a price or a value of a single piece; one that is ``INCLUDED`` lies within
    another figure already: re-exports within exports, a part within its total.
    """

    TOTAL = "total"
    PER_UNIT = "per unit"
    INCLUDED = "included"


class Existence(enum.StrEnum):
    """How sure it is that the movement took place at all (not how sure its figures are)."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    TENTATIVE = "tentative"


class Role(enum.StrEnum):
    """What a party other than supplier and recipient did in a transfer."""

    MANUFACTURER = "manufacturer"
    BROKER = "broker"
    FINANCIER = "financier"
    CARRIER = "carrier"
    TRANSIT = "transit"
    CONSIGNEE = "consignee"
    END_USER = "end user"


class Reporter(enum.StrEnum):
    """Which side of the transfer the record comes from."""

    EXPORTER = "exporter"
    IMPORTER = "importer"
    THIRD_PARTY = "third party"


class Subject(enum.StrEnum):
    """What a citation or a note can be about."""

    ACTOR = "actor"
    TRANSFER = "transfer"
    LINE = "line"
    FIGURE = "figure"
    PARTY = "party"
    NOTE = "note"
    LINK = "link"
    GROUP = "group"
    FLOW = "flow"


class Stance(enum.StrEnum):
    """What a source says of the subject it is cited for."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    MENTIONS = "mentions"


class CitationStatus(enum.StrEnum):
    """Whether a citation still holds.

    ``TO_CHECK`` holds as before, but what it is cited for was changed since: somebody should look
    whether the source says that too.
    """

    LIVE = "live"
    TO_CHECK = "to be checked"
    WITHDRAWN = "withdrawn"


class SourceStatus(enum.StrEnum):
    """What became of a document after it was published."""

    LIVE = "live"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


class Protection(enum.StrEnum):
    """Who may know of a source.

    ``RESTRICTED`` is for those who work on the dossier, ``PROTECT`` for an informant who must not
    become known; a published copy names public sources only.
    """

    PUBLIC = "public"
    RESTRICTED = "restricted"
    PROTECT = "protect"


class Origin(enum.StrEnum):
    """Whether a person has established where a source has its knowledge from."""

    ORIGINAL = "original"
    DERIVED = "derived"
    NOT_ESTABLISHED = "not established"


class LinkKind(enum.StrEnum):
    """How the later of two transfers hangs together with the earlier."""

    CONTINUES = "continues"
    FULFILS = "fulfils"


class CountedBy(enum.StrEnum):
    """Who chose the account of a group that counts: a person, or the rule."""

    HAND = "hand"
    RULE = "rule"


class Proposal(enum.StrEnum):
    """What flowviz proposes and never does by itself.

    That a source has its knowledge from another one, that records tell of the same goods, and that
    a delivery is one under a licence or a deal.
    """

    DERIVED = "derived"
    SAME_GOODS = "same goods"
    FULFILS = "fulfils"


class Mark(enum.StrEnum):
    """What stands against a record or speaks of how it came to stand, for all views alike.

    When a record bears which is laid down in docs/rules.md; none of them lowers a figure.
    """

    NO_SOURCE = "no source"
    UNSUPPORTED = "unsupported"
    RETRACTED = "retracted source"
    ONE_ORIGIN = "one origin"
    NOT_ESTABLISHED = "origin not established"
    CONFLICTING = "conflicting figures"
    UNGRADED = "not graded"
    NOT_ARCHIVED = "no archived copy"
    TO_CHECK = "to be checked"
    OVERRIDDEN = "existence decided by hand"
