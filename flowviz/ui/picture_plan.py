"""What the canvas shows, to be exported exactly so."""

from flowviz.exporters.subject import Subject, subject_of
from flowviz.ui.canvas import Canvas


def subject_on(canvas: Canvas) -> Subject | None:
    """What there is to export, None before the first picture."""
    session, layout = canvas.session, canvas.layout_shown
    if layout is None:
        return None
    return subject_of(
        session.dossier,
        canvas.flows,
        session.view,
        layout,
        actors=session.contents.actors,
        viewport=canvas.frame.viewport(),
    )
