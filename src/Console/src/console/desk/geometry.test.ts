import { describe, expect, it } from 'vitest'
import { boundsOf, drawn, fit, labelSpot, pathOf, widthOf, type Point, type Polygons } from './geometry'

const square = (west: number, south: number, side: number): Point[] => [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
const plain = (...rings: Point[][]): Polygons => [rings]

describe('a projection', () => {
  it('has north at the top, keeps east-west lengths true in the middle, and fits both ways', () => {
    const bounds = boundsOf([plain(square(110, 60, 1))])!
    const wide = fit(bounds, 800, 400, 0)
    expect(wide.height).toBe(400)
    expect(wide.at([110, 61])[1]).toBeCloseTo(0)
    expect(wide.at([110, 60])[1]).toBeCloseTo(400)
    // At 60.5° north a degree of longitude is a little less than half as long, and the drawing stands in the middle.
    expect(wide.at([111, 60])[0] - wide.at([110, 60])[0]).toBeCloseTo(400 * Math.cos((60.5 * Math.PI) / 180))
    expect(wide.at([110.5, 60])[0]).toBeCloseTo(400)
    const narrow = fit(bounds, 100, 400, 0)
    expect(narrow.at([110, 60])[0]).toBeCloseTo(0)
    expect(narrow.at([111, 60])[0]).toBeCloseTo(100)
    expect(narrow.height).toBeLessThanOrEqual(400)
  })

  it('keeps its margin, and stands a single point', () => {
    const [x, y] = fit(boundsOf([plain(square(110, 21, 1))])!, 300, 300, 10).at([110, 22])
    expect(x).toBeGreaterThanOrEqual(10)
    expect(y).toBeCloseTo(10)
    const dot = fit({ west: 110, east: 110, south: 21, north: 21 }, 300, 300)
    expect(dot.at([110, 21]).every(Number.isFinite)).toBe(true)
  })

  it('has bounds of all shapes together, and none of nothing', () => {
    expect(boundsOf([plain(square(110, 21, 1)), plain(square(112, 20, 0.5))])).toEqual({ west: 110, south: 20, east: 112.5, north: 22 })
    expect(boundsOf([])).toBeNull()
    expect(boundsOf([[]])).toBeNull()
  })
})

describe('a drawn shape', () => {
  const projection = { width: 100, height: 100, at: ([x, y]: Point): Point => [x, y] }

  it('has tenths of pixels and no point twice', () => {
    expect(drawn(plain([[0, 0], [0.01, 0.02], [10.04, 0], [10, 10], [0, 0]]), projection)).toEqual(plain([[0, 0], [10, 0], [10, 10], [0, 0]]))
    expect(pathOf(plain([[0, 0], [10.5, 0], [10, 10]], [[1, 1], [2, 1], [2, 2]]))).toBe('M0 0L10.5 0L10 10ZM1 1L2 1L2 2Z')
  })

  it('shares the points of its border with its neighbour', () => {
    const border: Point[] = [[10, 0], [10.04, 3.33], [9.97, 3.36], [10, 10]]
    const left = drawn(plain([[0, 0], ...border, [0, 10]]), projection)[0]![0]!
    const right = drawn(plain([...border, [20, 10], [20, 0]]), projection)[0]![0]!
    expect(left.slice(1, -1)).toEqual(right.slice(0, -2))
  })
})

describe('the spot of a label', () => {
  it('lies inside, also of a horseshoe and beside a hole', () => {
    const horseshoe: Point[] = [[0, 0], [100, 0], [100, 100], [70, 100], [70, 20], [30, 20], [30, 100], [0, 100]]
    const open = labelSpot(plain(horseshoe), 4)!
    expect(open.x <= 30 || open.x >= 70 || open.y <= 20).toBe(true)
    const ring = labelSpot(plain(square(0, 0, 100), square(40, 10, 50)), 4)!
    expect(ring.x < 40 || ring.x > 90 || ring.y < 10 || ring.y > 60).toBe(true)
  })

  it('is in the largest part, in the middle where it is as wide everywhere', () => {
    expect(labelSpot([[square(0, 0, 10)], [square(20, 0, 60)]], 8)).toEqual({ x: 50, y: 30, room: 60 })
  })

  it('has its room over the whole height of the words', () => {
    const triangle: Point[] = [[0, 100], [100, 100], [50, 0]]
    const [flat, high] = [labelSpot(plain(triangle), 1)!, labelSpot(plain(triangle), 40)!]
    expect(high.room).toBeLessThan(flat.room - 15)
    expect(high.y + 20).toBeLessThanOrEqual(100)
  })

  it('is nowhere where there is no room', () => {
    expect(labelSpot(plain(square(0, 0, 10)), 12)).toBeNull()
    expect(labelSpot(plain([[5, 5]]), 1)).toBeNull()
    expect(labelSpot([], 1)).toBeNull()
  })
})

it('Chinese words are wider than others', () => {
  expect(widthOf('南调街道')).toBe(48)
  expect(widthOf('ab')).toBeCloseTo(13.92)
})
