/** Longitude and latitude in degrees, or x and y on the screen. */
export type Point = [number, number]
/** Polygons of rings: the outer one and then its holes. */
export type Polygons = Point[][][]
export type Bounds = { west: number; south: number; east: number; north: number }
/** How degrees become pixels, and how large the drawing is. */
export type Projection = { width: number; height: number; at: (point: Point) => Point }

/** What all of these lie in; null where there is nothing. */
export function boundsOf(many: Polygons[]): Bounds | null {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const polygons of many)
    for (const polygon of polygons)
      for (const [lon, lat] of polygon[0] ?? []) {
        bounds.west = Math.min(bounds.west, lon)
        bounds.east = Math.max(bounds.east, lon)
        bounds.south = Math.min(bounds.south, lat)
        bounds.north = Math.max(bounds.north, lat)
      }
  return bounds.west <= bounds.east ? bounds : null
}

/** As large as fits a width and a height, with a margin all round. A county is small, so that degrees of longitude are everywhere as long as in its middle. */
export function fit(bounds: Bounds, width: number, mostHeight: number, margin = 6): Projection {
  const narrow = Math.max(0.01, Math.cos((((bounds.south + bounds.north) / 2) * Math.PI) / 180))
  const wide = Math.max(1e-9, (bounds.east - bounds.west) * narrow)
  const high = Math.max(1e-9, bounds.north - bounds.south)
  const scale = Math.min(Math.max(1, width - 2 * margin) / wide, Math.max(1, mostHeight - 2 * margin) / high)
  const left = (width - wide * scale) / 2
  return {
    width,
    height: Math.ceil(high * scale + 2 * margin),
    at: ([lon, lat]) => [left + (lon - bounds.west) * narrow * scale, margin + (bounds.north - lat) * scale],
  }
}

/** On the screen, to a tenth of a pixel. Points that fall together are left out, so that neighbours keep their common border; a ring too small to be seen stays a dot. */
export function drawn(polygons: Polygons, projection: Projection): Polygons {
  return polygons.map((rings) =>
    rings.map((ring) => {
      const points: Point[] = []
      for (const point of ring) {
        const [x, y] = projection.at(point).map((number) => Math.round(number * 10) / 10) as Point
        const before = points.at(-1)
        if (!before || before[0] !== x || before[1] !== y) points.push([x, y])
      }
      return points
    }),
  )
}

/** For the `d` of an SVG path. */
export function pathOf(polygons: Polygons): string {
  return polygons.flatMap((rings) => rings.map((ring) => `M${ring.map((point) => point.join(' ')).join('L')}Z`)).join('')
}

export type Spot = { x: number; y: number; room: number }

/** Where words of a height have most room inside a shape, and how wide they may be there; null where there is no room. */
export function labelSpot(polygons: Polygons, high: number, lines = 21): Spot | null {
  let best: (Spot & { score: number }) | null = null
  for (const rings of polygons) {
    const ys = (rings[0] ?? []).map((point) => point[1])
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
    for (let line = 1; line <= lines; line++) {
      const y = top + ((bottom - top) * line) / (lines + 1)
      for (const [from, to] of [y - high / 2, y + high / 2].reduce((inside, level) => common(inside, spans(rings, level)), spans(rings, y))) {
        const room = to - from
        // The widest place may be at an edge; a little less in the middle looks better.
        const score = room * (1 - 0.35 * Math.abs((2 * line) / (lines + 1) - 1))
        if (room > 0 && (!best || score > best.score)) best = { x: from + room / 2, y, room, score }
      }
    }
  }
  return best && { x: best.x, y: best.y, room: best.room }
}

type Span = [from: number, to: number]

/** Where a level line is inside a polygon, from left to right. */
function spans(rings: Point[][], y: number): Span[] {
  const xs: number[] = []
  for (const ring of rings)
    for (let at = 0; at < ring.length; at++) {
      const [x1, y1] = ring[at]!
      const [x2, y2] = ring[(at + 1) % ring.length]!
      if (y1 < y !== y2 < y) xs.push(x1 + ((x2 - x1) * (y - y1)) / (y2 - y1))
    }
  xs.sort((one, other) => one - other)
  return Array.from({ length: Math.floor(xs.length / 2) }, (_, at) => [xs[2 * at]!, xs[2 * at + 1]!])
}

function common(these: Span[], those: Span[]): Span[] {
  return these.flatMap(([from, to]) => those.map<Span>(([start, end]) => [Math.max(from, start), Math.min(to, end)])).filter(([from, to]) => from < to)
}

/** About how wide a text is at 12 px: Chinese characters are square, others half as wide. */
export function widthOf(text: string, size = 12): number {
  return Array.from(text).reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e7f ? size : size * 0.58), 0)
}
