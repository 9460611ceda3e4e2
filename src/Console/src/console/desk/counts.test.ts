import { describe, expect, it } from 'vitest'
import { cellsOf, countsOf, dueCount, rollUp, shadeOf, shadesFor } from './counts'
import { placeOf, treeOf } from './places'

const town = (code: string) => ({ code, name: code, kind: 'town' as const, parent: null, areaCode: code })
const village = (code: string) => ({ code, name: code, kind: 'village' as const, parent: `${code.slice(0, 9)}000`, areaCode: code })
const grid = (code: string) => ({ code, name: code, village: code.slice(0, 12), workerId: null })
const codes = ['440804001001001', '440804001001002', '440804001002001', '440804100201001']
const top = treeOf({ code: '440804', name: '坡头区' }, [town('440804001000'), town('440804100000'), ...['440804001001', '440804001002', '440804100201'].map(village)], codes.map(grid), true)
const line = (code: string, count: number, yellow = 0, red = 0, purple = 0) => ({ code, count, yellow, red, purple })

describe('the figure of what is due today', () => {
  it('is a count only where every case was looked at', () => {
    expect([{ count: 0, complete: true }, { count: 7, complete: true }, { count: 7, complete: false }, { count: 0, complete: false }].map(dueCount)).toEqual(['0', '7', '≥ 7', '–'])
  })
})

describe('counts of places', () => {
  it('add up from grids to the county, red and purple together as overdue', () => {
    const counts = rollUp(top, [line(codes[0]!, 5, 1, 2, 1), line(codes[2]!, 3, 0, 0, 1), line(codes[3]!, 1)])
    expect(countsOf(counts, top)).toEqual({ open: 9, warned: 1, overdue: 4 })
    expect(countsOf(counts, placeOf(top, '440804001'))).toEqual({ open: 8, warned: 1, overdue: 4 })
    expect(countsOf(counts, placeOf(top, '440804001001'))).toEqual({ open: 5, warned: 1, overdue: 3 })
    expect(countsOf(counts, placeOf(top, codes[1]!))).toEqual({ open: 0, warned: 0, overdue: 0 })
  })

  it('of a grid that is gone stay with its community, and of another county with nobody', () => {
    const counts = rollUp(top, [line('440804001001099', 2), line('440310001001001', 7)])
    expect(countsOf(counts, placeOf(top, '440804001001')).open).toBe(2)
    expect(countsOf(counts, top).open).toBe(2)
  })
})

describe('shades', () => {
  it('cover every count from one to the most without gap or overlap', () => {
    for (let most = 1; most <= 60; most++) {
      const shades = shadesFor(most)
      expect(shades[0]!.from).toBe(1)
      expect(shades.at(-1)!.to).toBe(most)
      for (let at = 1; at < shades.length; at++) expect(shades[at]!.from).toBe(shades[at - 1]!.to + 1)
      for (const shade of shades) expect(shade.to).toBeGreaterThanOrEqual(shade.from)
    }
  })

  it('are the legend\'s: none for zero, the darkest for the most', () => {
    expect(shadesFor(0)).toEqual([])
    expect(shadeOf(0, 0)).toBe(0)
    expect(shadeOf(0, 9)).toBe(0)
    expect(shadeOf(1, 1)).toBe(4)
    expect([1, 2].map((count) => shadeOf(count, 2))).toEqual([3, 4])
    const shades = shadesFor(41)
    for (let count = 1; count <= 41; count++) expect(shadeOf(count, 41)).toBe(shades.findIndex((shade) => count >= shade.from && count <= shade.to) + 1)
  })
})

describe('cells inside a tile', () => {
  it('are the grids, and the communities where there would be too many', () => {
    expect(cellsOf(placeOf(top, '440804001')).map((cell) => cell.code)).toEqual(codes.slice(0, 3))
    expect(cellsOf(placeOf(top, '440804001001'))).toHaveLength(2)
    expect(cellsOf(placeOf(top, '440804001'), 2).map((cell) => cell.code)).toEqual(['440804001001', '440804001002'])
    expect(cellsOf(placeOf(top, codes[0]!))).toEqual([])
  })
})
