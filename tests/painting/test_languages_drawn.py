"""The bundled font draws every name of a state that is offered in another language."""

import pytest
from PySide6.QtGui import QGuiApplication, QRawFont

from flowviz.actors import ActorTable
from flowviz.languages import languages, names_in
from flowviz.paths import resource


@pytest.mark.parametrize("weight", ["Regular", "Medium", "SemiBold", "Bold"])
def test_every_name_can_be_drawn(qapp: QGuiApplication, weight: str) -> None:
    font = QRawFont(str(resource("fonts", f"Inter-{weight}.otf")), 16.0)
    assert font.isValid()
    actors = list(ActorTable.load())
    missing = {
        (known.code, letter)
        for known in languages()
        for name in (known.name, *names_in(known.code, actors).values())
        for letter in name
        if not font.supportsCharacter(ord(letter))
    }
    assert missing == set()
