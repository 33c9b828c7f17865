"""The window: everything here may use Qt, and nothing outside needs it to compute.

WORKAROUND PySide6 6.11: it hooks ``import`` and reads the source of every module that is imported
after it, 0.3 ms each. What the first picture needs and knows no Qt is therefore imported here,
before any module of this package imports PySide6 (a tenth of the cold start).
"""

import flowviz.dossier.case
import flowviz.flows.aggregate
import flowviz.flows.columns
import flowviz.flows.naming
import flowviz.flows.search
import flowviz.languages
import flowviz.layouts.known
import flowviz.layouts.worldmap
import flowviz.scene
import flowviz.view  # noqa: F401 -- see above
