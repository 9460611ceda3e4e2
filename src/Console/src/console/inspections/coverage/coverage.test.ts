import { describe, expect, it } from 'vitest'
import { areaTree } from '../parts/areas'
import { levelBelow, pathTo, shadeOf, stretchOf, tilesOf, totalOf } from './coverage'

const tree = areaTree(
  [
    { code: '440804001000', name: '南调街道', kind: 'town' },
    { code: '440804001001', name: '海东居委会', kind: 'village' },
    { code: '440804002000', name: '麻斜街道', kind: 'town' },
  ],
  [
    { code: '440804001001001', name: '第一网格' },
    { code: '440804001001002', name: '第二网格' },
    { code: '440804002001001', name: '麻斜网格' },
  ],
)
const line = (code: string, due: number, done: number) => ({
  code, name: code, due, done, late: 1, missed: due - done, findings: 2, householdsDone: 0, householdsTotal: 0, percent: due ? Math.round((1000 * done) / due) / 10 : null, householdPercent: null,
})

describe('coverage rolled up and drilled into', () => {
  it('shows every town, also where nothing fell due', () => {
    const tiles = tilesOf(tree, '', [line('440804001000', 10, 9)])
    expect(tiles.map((tile) => [tile.name, tile.percent, tile.shade])).toEqual([['南调街道', 90, 'good'], ['麻斜街道', null, 'none']])
  })

  it('keeps to the area that was drilled into', () => {
    const lines = [line('440804001001001', 4, 1), line('440804002001001', 4, 4)]
    expect(tilesOf(tree, '440804001001', lines).map((tile) => [tile.name, tile.percent])).toEqual([['第一网格', 25], ['第二网格', null]])
  })

  it('leaves out nothing that was counted, though the directory knows it no more', () => {
    expect(tilesOf(tree, '440804001001', [line('440804001001009', 1, 1)]).map((tile) => tile.name)).toEqual(['第一网格', '第二网格', '440804001001009'])
  })

  it('adds up inspections, and does not average percents', () => {
    const total = totalOf(tilesOf(tree, '', [line('440804001000', 1, 1), line('440804002000', 9, 0)]))
    expect(total).toMatchObject({ due: 10, done: 1, missed: 9, late: 2, percent: 10, householdPercent: null })
  })

  it('goes from the county to towns, villages and grids', () => {
    expect(['', '440804001', '440804001001'].map(levelBelow)).toEqual(['town', 'village', 'grid'])
    expect(pathTo(tree, '440804001001').map((area) => area.label)).toEqual(['南调街道', '海东居委会'])
    expect(pathTo(tree, '999999999')).toEqual([])
  })

  it('shades by thresholds that count themselves in', () => {
    expect([0, 59.9, 60, 85, 94.9, 95, 100].map(shadeOf)).toEqual(['low', 'low', 'fair', 'good', 'good', 'full', 'full'])
  })
})

describe('the stretch of time', () => {
  const now = Date.parse('2026-02-13T09:00:00+08:00')

  it('begins with a whole day of the county and ends now', () => {
    expect(stretchOf('d7', '', '', now)).toEqual({ from: '2026-02-06T00:00:00+08:00', to: '2026-02-13T01:00:00.000Z' })
  })

  it('takes the last day to its end, but not beyond now', () => {
    expect(stretchOf('custom', '2026-01-01', '2026-01-31', now).to).toBe('2026-01-31T16:00:00.000Z')
    expect(stretchOf('custom', '2026-02-01', '2026-02-28', now).to).toBe('2026-02-13T01:00:00.000Z')
  })

  it('falls back to thirty days while its own days are not both given', () => {
    expect(stretchOf('custom', '2026-02-01', '', now).from).toBe('2026-01-14T00:00:00+08:00')
  })
})
