"""What is said above the records that the first rows of a table become."""

from PySide6.QtCore import QCoreApplication

from flowviz.flows.words import count_words
from flowviz.ui.importing.work import Preview

_MOST = 3


def preview_words(preview: Preview) -> tuple[str, str]:
    """Say how many records there are, and which rows give none and why."""
    records = count_words(len(preview.entries), _tr("record"))
    said = _tr("The first {records}, as they will be.").format(records=records)
    if preview.doubtful:
        said += " " + _tr("What is marked is doubtful; point at it to see why.")
    if not preview.entries:
        said = _tr("The first rows become no record.")
    told = [
        _tr("Row {line:,} is left out: {why}.").format(line=each.line, why=each.message)
        if each.line
        else each.message
        for each in preview.skipped[:_MOST]
    ]
    more = len(preview.skipped) - _MOST
    if more > 0:
        told.append(_tr("{rows} more are left out.").format(rows=count_words(more, _tr("row"))))
    return said, "\n".join(told)


def _tr(words: str) -> str:
    return QCoreApplication.translate("preview", words)
