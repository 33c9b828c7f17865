"""The most that one import may take, send or say; child and parent both hold to it.

The largest trade register seen has 6 MB, 59,157 rows, and 374 characters in its longest cell.
"""

FILE_BYTES = 512 * 2**20
LINE_BYTES = 4 * 2**20
ROWS = 2_000_000
CELL_CHARACTERS = 10_000
NAME_CHARACTERS = 300
CODE_CHARACTERS = 60
"""Codes of actors, which stand beside names or for them."""
DIGITS = 15
"""Digits before the point; the largest sum of money seen has twelve."""
DECIMALS = 30
"""Digits after the point; weights of graphs, written as powers of ten, have up to 25."""
FIGURES = 2_000
"""Figures of one entry: SIPRI's longest, 31 years of delivery, has 64."""
ORIGINAL_CHARACTERS = 2**20
"""The rows that one entry was made of, as JSON: SIPRI's longest has 31 of 200 characters."""
COLUMNS = 2_000
UNIT_CHARACTERS = 60
PARTIES = 100
"""Other parties of one entry, and sources that its rows name."""
COMPANIONS = 16
"""Files beside the one that is read, and the largest of them."""
COMPANION_BYTES = 16 * 2**20
MAPPING_CHARACTERS = 2**18
"""The TOML of a mapping; one with 500 figures has 40,000."""
HEADER_LINES = 30
BROKEN_OVER_LINES = 5
"""Lines that one broken record may run over."""
QUOTED_LINES = 100
"""Lines that a cell in quotation marks may run over."""
REFERENCES_BYTES = 64 * 2**20
"""A library of references; 30,000 items of Zotero with abstracts come to 60 MB."""
SOURCES = 100_000
ITEM_CHARACTERS = 1_000_000
BATCH_SOURCES = 500
PROBLEMS = 50_000
"""Skipped rows, and doubtful ones, listed one by one; those beyond are counted. RICardo has 37,270
totals rows, the most of any real file; they must not crowd out its 1,924 doubts."""

VALUES = 2**24
"""Values of JSON in all frames together that are kept in memory, at some 70 bytes each."""
FRAME_BYTES = 16 * 2**20
OUTPUT_BYTES = 2 * 2**30
BATCH_ENTRIES = 2_000
BATCH_CHARACTERS = 2**20

MEMORY_BYTES = 2 * 2**30
CPU_SECONDS = 600
OPEN_FILES = 32
SILENCE_SECONDS = 30.0
"""How long the reader may say nothing before it is taken for stuck."""
