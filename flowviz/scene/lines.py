"""Text that fits: broken into lines between words, or shortened with an ellipsis."""

from flowviz.scene.picture import Measure

ELLIPSIS = "\u2026"


def fitted(text: str, width_px: float, size: float, weight: int, measure: Measure) -> str:
    """``text`` shortened with an ellipsis until it is at most ``width_px`` wide."""
    text = " ".join(text.split())
    if measure(text, size, weight) <= width_px:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS, size, weight) <= width_px:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def wrapped(
    text: str, width_px: float, size: float, weight: int, measure: Measure
) -> tuple[str, ...]:
    """``text`` broken between words into lines of at most ``width_px``; long words are cut."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        longer = f"{current} {word}" if current else word
        if current and measure(longer, size, weight) > width_px:
            lines.append(current)
            current = word
        else:
            current = longer
        while measure(current, size, weight) > width_px and len(current) > 1:
            part = fitted(current, width_px, size, weight, measure)[:-1]
            # Addresses break behind a stroke or a hyphen rather than within a word.
            mark = max(part.rfind(sign) for sign in "/-_?&=")
            kept = max(mark + 1 if 3 * mark > 2 * len(part) else len(part), 1)
            lines.append(current[:kept])
            current = current[kept:]
    return (*lines, current) if current else tuple(lines)
