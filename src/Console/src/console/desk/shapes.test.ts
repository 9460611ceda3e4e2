import { describe, expect, it } from 'vitest'
import type { Point, Polygons } from './geometry'
import { drawing, labelOn, shapeOf } from './shapes'
import { outlinesOf } from './useOutlines'

const box = (west: number, south: number, wide: number, high: number): Polygons => [[[[west, south], [west + wide, south], [west + wide, south + high], [west, south + high], [west, south]] as Point[]]]
const feature = (id: string, coordinates: Polygons) => ({ type: 'Feature', id, properties: { code: id, name: id, level: 'town' as const }, geometry: { type: 'MultiPolygon', coordinates } })
const places = ['440804001', '440804100']
const label = (shape: Polygons) => labelOn(shapeOf('440804001', shape), '南调街道', 12)

describe('a drawing', () => {
  it('has the own outline and those below that are places here, on one scale', () => {
    const outlines = outlinesOf({ within: '440804', features: [feature('440804', box(110, 21, 2, 1)), feature('440804001', box(110, 21, 1, 1)), feature('440804999', box(111, 21, 1, 1))] })!
    const map = drawing(outlines, places, 600, 400)!
    expect(map.shapes.map((shape) => shape.code)).toEqual(['440804001'])
    expect(map.own).toMatch(/^M6 /)
    expect(labelOn(map.shapes[0]!, '南调街道', 12)).toMatchObject({ name: '南调街道', count: '12' })
    expect(map.width).toBe(600)
    expect(map.height).toBeLessThanOrEqual(400)
  })

  it('may be of the own outline alone', () => {
    const map = drawing(outlinesOf({ within: '440804', features: [feature('440804', box(110, 21, 1, 1))] })!, places, 220, 200)!
    expect(map.shapes).toEqual([])
    expect(map.own).toMatch(/Z$/)
  })

  it('is none without room, or of places that are not here', () => {
    expect(outlinesOf({ within: '440804', features: [] })).toBeNull()
    const outlines = outlinesOf({ within: '440804', features: [feature('440804999', box(110, 21, 1, 1))] })!
    expect(drawing(outlines, places, 600, 400)).toBeNull()
    expect(drawing({ ...outlines, own: box(110, 21, 1, 1) }, places, 0, 400)).toBeNull()
  })
})

it('a label is as long as its shape has room', () => {
  expect(label(box(0, 0, 100, 60))).toEqual({ at: [50, 30], name: '南调街道', count: '12' })
  expect(label(box(0, 0, 40, 60))).toMatchObject({ name: null, count: '12' })
  expect(label(box(0, 0, 100, 20))).toMatchObject({ name: null, count: '12' })
  expect(label(box(0, 0, 8, 60))).toBeNull()
})
