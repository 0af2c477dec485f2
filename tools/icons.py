"""Draws the icons of the Teams app: `python -m tools.icons`. Only needed when they change."""

import struct
import sys
import zlib
from collections.abc import Callable
from itertools import pairwise
from math import hypot
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "adapters" / "teams" / "icons"
_GREEN = (0x1D, 0x3D, 0x3A)
_WHITE = (0xFF, 0xFF, 0xFF)

Point = tuple[float, float]
Colour = tuple[int, int, int]
# How far a point is from the edge of a shape, in pixels; negative inside.
Distance = Callable[[float, float], float]


def box(middle: Point, half: Point, radius: float) -> Distance:
    """A rectangle with round corners."""

    def distance(x: float, y: float) -> float:
        across, down = abs(x - middle[0]) - half[0] + radius, abs(y - middle[1]) - half[1] + radius
        return min(max(across, down), 0) + hypot(max(across, 0), max(down, 0)) - radius

    return distance


def line(points: list[Point], width: float) -> Distance:
    """A line through the points with round ends."""

    def segment(x: float, y: float, start: Point, end: Point) -> float:
        across, down = end[0] - start[0], end[1] - start[1]
        along = ((x - start[0]) * across + (y - start[1]) * down) / (across**2 + down**2)
        along = min(max(along, 0), 1)
        return hypot(x - start[0] - along * across, y - start[1] - along * down)

    return lambda x, y: min(segment(x, y, *pair) for pair in pairwise(points)) - width / 2


def polygon(points: list[Point]) -> Distance:
    """A convex shape with its corners in clockwise order, as they are seen."""
    edges = list(zip(points, [*points[1:], points[0]], strict=True))

    def beyond(x: float, y: float, start: Point, end: Point) -> float:
        across, down = end[0] - start[0], end[1] - start[1]
        return ((x - start[0]) * down - (y - start[1]) * across) / hypot(across, down)

    return lambda x, y: max(beyond(x, y, *edge) for edge in edges)


def both(*shapes: Distance) -> Distance:
    return lambda x, y: min(shape(x, y) for shape in shapes)


def outline(shape: Distance, width: float) -> Distance:
    return lambda x, y: abs(shape(x, y)) - width / 2


def bubble(scale: float, shift: Point = (0, 0)) -> Distance:
    """A speech bubble in a square of 192 pixels."""

    def at(x: float, y: float) -> Point:
        return shift[0] + x * scale, shift[1] + y * scale

    body = box(at(96, 86), (54 * scale, 42 * scale), 18 * scale)
    return both(body, polygon([at(62, 120), at(100, 120), at(62, 152)]))


def check(scale: float, width: float, shift: Point = (0, 0)) -> Distance:
    points = [(72.0, 88.0), (89.0, 105.0), (121.0, 70.0)]
    return line([(shift[0] + x * scale, shift[1] + y * scale) for x, y in points], width)


def png(size: int, layers: list[tuple[Distance, Colour]], ground: Colour | None) -> bytes:
    """The layers, first one lowest, on a ground or on nothing."""
    rows = []
    for y in range(size):
        row = bytearray([0])
        for x in range(size):
            colour: tuple[float, ...] = (*(ground or _WHITE), 255 if ground else 0)
            for shape, (red, green, blue) in layers:
                cover = min(max(0.5 - shape(x + 0.5, y + 0.5), 0), 1)
                above = (red, green, blue, 255)
                if ground is None:
                    colour = (*above[:3], max(colour[3], cover * 255))
                else:
                    colour = tuple(new * cover + old * (1 - cover) for new, old in zip(above, colour, strict=True))
            row += bytes(round(value) for value in colour)
        rows.append(bytes(row))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"".join(
        [b"\x89PNG\r\n\x1a\n", _chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(b"".join(rows), 9)), _chunk(b"IEND", b"")]
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def color() -> bytes:
    """192 x 192: the symbol in the middle 120, the ground to the edges, as Teams cuts the corners itself."""
    return png(192, [(bubble(1), _WHITE), (check(1, 13), _GREEN)], _GREEN)


def line_art() -> bytes:
    """32 x 32: white on nothing."""
    scale, shift = 0.24, (-7.0, -8.0)
    return png(32, [(outline(bubble(scale, shift), 2), _WHITE), (check(scale, 2.4, shift), _WHITE)], None)


def main() -> int:
    _FOLDER.mkdir(exist_ok=True)
    (_FOLDER / "color.png").write_bytes(color())
    (_FOLDER / "outline.png").write_bytes(line_art())
    return 0


if __name__ == "__main__":
    sys.exit(main())
