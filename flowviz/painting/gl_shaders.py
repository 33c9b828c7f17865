"""The shaders of the flows: casing, band, body and hollow of ribbons, smooth by formula.

The language is what OpenGL 2.1, OpenGL ES 2 and all that came later have in common. A software
renderer takes both ways of every branch, so nothing branches, and a program holds no more than the
flows at hand need: :func:`fragment` leaves out what they do not.

Lengths come in logical pixels; the vertex shader makes pixels of the device of them. ``edge`` is
how far a point lies from the middle of its ribbon, then how far body, band and casing reach there;
``pace`` how far it lies along, with dash and pitch. A pitch of 0 means that there are no dashes:
then the first number is how far the point lies behind the ribbon's end, negative within.
"""

from flowviz.scene.ribbons import HOLLOW_RIM_PX, OUTLINE_PX

VERTEX = """
attribute highp vec2 place;
attribute highp vec4 edge;
attribute highp vec3 pace;
attribute lowp vec4 body;
attribute lowp vec4 band;
uniform highp vec4 view;
uniform highp vec4 casing;
varying highp vec4 v_edge;
varying highp vec3 v_pace;
varying lowp vec4 v_body;
varying lowp vec4 v_band;

void main() {
    v_edge = edge * casing.a;
    v_pace = pace * casing.a;
    v_body = body;
    v_band = band;
    gl_Position = vec4(place * view.xy + view.zw, 0.0, 1.0);
}
"""

_FRAGMENT = """
#ifdef GL_ES
precision highp float;
#endif
uniform highp vec4 casing;
uniform highp vec4 accent;
uniform highp vec4 ground;
varying highp vec4 v_edge;
varying highp vec3 v_pace;
varying lowp vec4 v_body;
varying lowp vec4 v_band;

float inside(float away) {
    return clamp(0.5 - away, 0.0, 1.0);
}

void main() {
    float aside = abs(v_edge.x);
    float gone = v_pace.x;
    float ended = gone;
    float cut = -999.0;
#ifdef BROKEN
    float pitch = max(v_pace.z, 1.0);
    float dash = v_pace.y;
    float in_dash = abs(mod(gone + 0.5 * (pitch - dash), pitch) - 0.5 * pitch) - 0.5 * dash;
    float is_broken = step(0.5, v_pace.z);
    cut = mix(-999.0, in_dash, is_broken);
    gone = mix(gone, in_dash, is_broken);
    ended = mix(ended, -8.0, is_broken);
#endif
    float alpha = inside(max(aside - v_edge.w, ended));
    vec3 ink = casing.rgb * alpha;
    float part;
    float line = LINE * casing.a;
#ifdef BANDED
    float banded = aside - v_edge.z;
    part = inside(max(banded, gone));
#ifdef OPEN
    float is_open = step(0.3, v_body.a) * step(v_body.a, 0.7);
    float fringe = (v_edge.z - v_edge.y) * 0.333;
    float shade = 0.3 + 0.25 * (inside(banded + fringe) + inside(banded + 2.0 * fringe));
    ink = mix(ink, mix(v_band.rgb, mix(ground.rgb, v_band.rgb, shade), is_open), part);
#else
    ink = mix(ink, v_band.rgb, part);
#endif
    alpha = mix(alpha, 1.0, part);
#ifdef SELECTED
    part = inside(abs(max(banded, cut)) - line) * inside(gone - line) * v_band.a;
    ink = mix(ink, accent.rgb, part);
    alpha = mix(alpha, 1.0, part);
#endif
#endif
    float bodied = aside - v_edge.y;
    part = inside(max(bodied, gone));
    ink = mix(ink, v_body.rgb, part);
    alpha = mix(alpha, 1.0, part);
#ifdef SELECTED
    part = inside(abs(max(bodied, cut)) - line) * inside(gone - line) * v_band.a;
    ink = mix(ink, accent.rgb, part);
    alpha = mix(alpha, 1.0, part);
#endif
#ifdef HOLLOW
    part = inside(max(bodied, gone) + HOLLOW_RIM * casing.a) * step(0.7, v_body.a);
    ink = mix(ink, casing.rgb, part);
#endif
    gl_FragColor = vec4(ink, alpha);
}
"""


def fragment(needs: frozenset[str]) -> str:
    """The fragment shader with the parts ``needs``: BANDED, BROKEN, HOLLOW, OPEN, SELECTED."""
    lengths = (("HOLLOW_RIM", HOLLOW_RIM_PX), ("LINE", OUTLINE_PX / 2.0))
    defines = [f"#define {name}" for name in sorted(needs)]
    defines += [f"#define {name} {value:.4f}" for name, value in lengths]
    return "\n".join([*defines, _FRAGMENT])
