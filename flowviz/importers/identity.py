"""Identifiers of imported records: UUIDv5 of data set and key, so that one file gives one set."""

import hashlib
import uuid
from json.encoder import encode_basestring as quoted

from flowviz.importers.entries import Entry
from flowviz.importers.sent import Sent

# UUIDv5 of "flowviz" under the URL namespace of RFC 9562 would depend on an address; this is drawn.
_FLOWVIZ = uuid.UUID("6f0f6c1e-53a0-4c47-9d0b-7f3f3a6f1f5a")
_VERSION_5 = tuple(bytes((value & 0x0F | 0x50,)) for value in range(256))
_VARIANT = tuple(bytes((value & 0x3F | 0x80,)) for value in range(256))


def data_set_id(name: str) -> str:
    """Give the identifier of a data set, the same in every dossier."""
    return str(uuid.uuid5(_FLOWVIZ, f"data set {name}"))


def source_id(name: str) -> str:
    """Give the identifier of a source that importers bring along."""
    return str(uuid.uuid5(_FLOWVIZ, f"source {name}"))


def reference_id(library: str, key: str) -> str:
    """Give the identifier of the source that a library has under a key."""
    return str(uuid.uuid5(_FLOWVIZ, f"reference {library}\n{key}"))


def packed(id_: str) -> bytes:
    """Give an identifier in its 16 bytes."""
    return bytes.fromhex(id_.replace("-", ""))


def spelled(id_: bytes) -> str:
    """Give an identifier as it is written."""
    text = id_.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def transfer_id(data_set: bytes, key: str) -> bytes:
    """Give ``uuid.uuid5(UUID(bytes=data_set), key).bytes``, at a fifth of its time."""
    digest = hashlib.sha1(data_set + key.encode()).digest()
    version, variant = _VERSION_5[digest[6]], _VARIANT[digest[8]]
    return b"%b%b%b%b%b" % (digest[:6], version, digest[7:8], variant, digest[9:16])


def key_of(entry: Entry | Sent, ordinal: int) -> str:
    """Give the key of an entry: the file's own name for it, else what tells it from others.

    Names count as they stand; a code stands in for one that the file does not give. An own name
    that looks like the other sort is quoted.
    """
    if entry.key:
        return quoted(entry.key) if entry.key[0] in '["' else entry.key
    supplier = entry.supplier or entry.supplier_code
    recipient = entry.recipient or entry.recipient_code
    return key_text(supplier, recipient, entry.year, entry.designation, ordinal)


def key_text(supplier: str, recipient: str, year: int, designation: str, ordinal: int) -> str:
    """Give what tells an entry from others as a JSON list, put together in a third of the time."""
    return f"[{quoted(supplier)},{quoted(recipient)},{year},{quoted(designation)},{ordinal}]"
