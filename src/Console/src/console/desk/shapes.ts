import { boundsOf, drawn, fit, labelSpot, pathOf, widthOf, type Point, type Polygons, type Spot } from './geometry'
import type { Outlines } from './useOutlines'

/** One place as it is drawn, with the spots where two lines or one have most room. */
export type Shape = { code: string; path: string; two: Spot | null; one: Spot | null }
export type Drawing = { width: number; height: number; own: string | null; shapes: Shape[] }
/** What stands on a shape: both lines where there is room, the number alone, or nothing. */
export type Label = { at: Point; name: string | null; count: string }

const lineHeight = 16
const air = 6

/** Draws the outlines of these places as wide as there is room; null before anybody knows how wide that is, and where there is nothing to draw. */
export function drawing(outlines: Outlines, codes: string[], width: number, mostHeight: number): Drawing | null {
  const below = codes.flatMap((code) => (outlines.below.has(code) ? [{ code, polygons: outlines.below.get(code)! }] : []))
  const bounds = boundsOf([...(outlines.own ? [outlines.own] : []), ...below.map((place) => place.polygons)])
  if (!bounds || width <= 0) return null
  const projection = fit(bounds, width, mostHeight)
  return {
    width: projection.width,
    height: projection.height,
    own: outlines.own && pathOf(drawn(outlines.own, projection)),
    shapes: below.map(({ code, polygons }) => shapeOf(code, drawn(polygons, projection))),
  }
}

export function shapeOf(code: string, polygons: Polygons): Shape {
  return { code, path: pathOf(polygons), two: labelSpot(polygons, 2 * lineHeight), one: labelSpot(polygons, lineHeight) }
}

export function labelOn({ two, one }: Shape, name: string, count: number): Label | null {
  if (two && two.room >= widthOf(name) + air) return { at: [two.x, two.y], name, count: String(count) }
  return one && one.room >= widthOf(String(count)) + air ? { at: [one.x, one.y], name: null, count: String(count) } : null
}
