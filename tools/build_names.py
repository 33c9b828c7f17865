"""Build ``resources/actors/names.json``: names of states in other languages than English.

Usage: ``python tools/build_names.py``. Names of today's states are those of the Unicode Common
Locale Data Repository (CLDR), read through Babel; those of historic states are kept by hand in
``historic_names.toml``.

The result is one object: a language (BCP 47) to ``{"name": its own name, "states": {code: name}}``.
Only languages whose names the bundled font can draw are in it: Latin, Cyrillic and Greek script.
"""

import json
import tomllib
from pathlib import Path

from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources/actors"

LANGUAGES = (
    *("af", "az", "be", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "es", "et", "eu", "fi"),
    *("fil", "fr", "ga", "gl", "ha", "hr", "hu", "id", "is", "it", "kk", "ky", "lb", "lt", "lv"),
    *("mk", "mn", "ms", "mt", "nb", "nl", "nn", "pl", "pt", "pt-PT", "ro", "ru", "sk", "sl", "so"),
    *("sq", "sr", "sr-Latn", "sv", "sw", "tg", "tk", "tr", "uk", "uz", "vi", "zu"),
)
"""Languages of states and large regions whose names the bundled font, Inter, can draw.

Names in other scripts (Arabic, Chinese, Georgian, Hebrew, Hindi, Japanese, ...) would be drawn in
whatever font the machine has, or as empty boxes: pictures would differ from machine to machine.
"""


def main() -> None:
    """Read CLDR, write the resource, say how much it is."""
    alpha_2 = _alpha_2()
    historic = tomllib.loads((ROOT / "tools/historic_names.toml").read_text(encoding="utf-8"))
    found = {}
    for language in LANGUAGES:
        locale = Locale.parse(language, sep="-")
        states = {code: locale.territories[letters] for letters, code in alpha_2.items()}
        states = dict(sorted({**states, **historic.get(language, {})}.items()))
        found[language] = {"name": locale.get_display_name(), "states": states}
    unknown = historic.keys() - found.keys()
    if unknown:
        raise SystemExit(f"historic_names.toml has languages that are not built: {unknown}")
    out = RESOURCES / "names.json"
    lines = [f"{json.dumps(key)}:{_dump(value)}" for key, value in found.items()]
    out.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    print(f"{len(found)} languages, {len(alpha_2)} states, {out.stat().st_size:,} bytes")


def _alpha_2() -> dict[str, str]:
    """Give the actors of ISO 3166-1 alpha-2 codes that CLDR names."""
    known = Locale.parse("en").territories
    iso = json.loads((RESOURCES / "actors.json").read_text(encoding="utf-8"))["iso"]
    return {
        letters: code for letters, code in iso.items() if len(letters) == 2 and letters in known
    }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
