"""The errors that flowviz raises on purpose; everything else is a fault of the program.

::

    FlowvizError            says what, where and what to do, in one line of plain text
    ├── UsageError          the command line or a call was given the wrong words
    ├── RecordError         a value breaks a rule of the records (an amount, a date, a code)
    ├── ActorError          a name or code means no actor, or means several
    ├── DossierError        the document could not be opened, edited or saved
    │   ├── NotADossierError    foreign, damaged or truncated file
    │   ├── NewerDossierError   written by a newer flowviz
    │   ├── TargetChangedError  the file on disk is no longer the one that was opened
    │   └── UndoError           undo or redo is not possible from here
    ├── ImportFileError     a file to import could not be read as the format it claims
    ├── ExportError         a picture could not be made or written
    └── CancelledError      the user stopped it; nothing was changed
"""


class FlowvizError(Exception):
    """The root: its text is shown to the user as it is, in one line."""


class UsageError(FlowvizError):
    """The caller's words are off; the command line exits with 2."""


class RecordError(FlowvizError):
    """A value that no record may hold."""


class ActorError(FlowvizError):
    """A name or code that means no actor, or means several."""


class DossierError(FlowvizError):
    """The document could not be opened, edited or saved."""


class NotADossierError(DossierError):
    """A file that is not a flowviz dossier, or is one no longer."""


class NewerDossierError(DossierError):
    """A dossier written by a newer version of flowviz; it is left untouched."""


class TargetChangedError(DossierError):
    """The file on disk changed after it was opened; saving would lose that change."""


class UndoError(DossierError):
    """There is nothing to undo or redo, or it cannot be done from here."""


class ImportFileError(FlowvizError):
    """A file that could not be read as the format it claims to be."""


class ExportError(FlowvizError):
    """A picture that could not be made or written."""


class CancelledError(FlowvizError):
    """The user stopped the work; nothing was changed."""
