import { describe, expect, it } from 'vitest'
import { gridsBelow, pathTo, placeOf, treeOf, type GridEntry, type UnitEntry } from './places'

const units: UnitEntry[] = [
  { code: '440804-zzzx', name: '综治中心', kind: 'centre', parent: null, areaCode: null },
  { code: '440804-cgj', name: '城管局', kind: 'department', parent: '440804-zzzx', areaCode: null },
  { code: '440804001000', name: '南调街道', kind: 'town', parent: '440804-zzzx', areaCode: '440804001000' },
  { code: '440804001001', name: '海东', kind: 'village', parent: '440804001000', areaCode: '440804001001' },
  { code: '440804001-pq1', name: '一片区', kind: 'area', parent: '440804001000', areaCode: null },
  { code: '440804001002', name: '海滨', kind: 'village', parent: '440804001-pq1', areaCode: '440804001002' },
  { code: '440804100000', name: '坡头镇', kind: 'town', parent: '440804-zzzx', areaCode: '440804100000' },
]
const grids: GridEntry[] = [
  { code: '440804001002001', name: '海滨一', village: '440804001002', workerId: null },
  { code: '440804001001002', name: '海东二', village: '440804001001', workerId: 'p-2' },
  { code: '440804001001001', name: '海东一', village: '440804001001', workerId: 'p-1' },
]
const county = { code: '440804', name: '坡头区' }

describe('the tree of places', () => {
  it('goes from county to town, community and grid in the order of their codes', () => {
    const top = treeOf(county, units, grids, true)
    expect(top.children.map((town) => town.name)).toEqual(['南调街道', '坡头镇'])
    expect(top.children[0]!.children.map((village) => village.name)).toEqual(['海东', '海滨'])
    expect(top.children[0]!.children[0]!.children.map((grid) => grid.code)).toEqual(['440804001001001', '440804001001002'])
    expect(gridsBelow(top)).toBe(3)
  })

  it('puts a community of an area below its town and says which area', () => {
    const village = placeOf(treeOf(county, units, grids, true), '440804001002')
    expect(village.area).toBe('一片区')
    expect(village.up!.name).toBe('南调街道')
  })

  it('leaves out towns without a grid in scope, and begins where there is a choice', () => {
    expect(treeOf(county, units, grids, false).name).toBe('南调街道')
    const own = treeOf(county, units, grids.slice(1), false)
    expect(own.name).toBe('海东')
    expect(pathTo(placeOf(own, '440804001001002'), own).map((place) => place.name)).toEqual(['海东', '海东二'])
  })

  it('has no children where no grid is in scope', () => {
    expect(treeOf(county, units, [], false).children).toEqual([])
  })

  it('finds the nearest place above a code that is not there', () => {
    const top = treeOf(county, units, grids, true)
    expect(placeOf(top, '440804001001').name).toBe('海东')
    expect(placeOf(top, '440804001001999').name).toBe('海东')
    expect(placeOf(top, '999999').name).toBe('坡头区')
  })

  it('names the way from the county down', () => {
    const top = treeOf(county, units, grids, true)
    expect(pathTo(placeOf(top, '440804001001001'), top).map((place) => place.name)).toEqual(['坡头区', '南调街道', '海东', '海东一'])
    expect(pathTo(top, top)).toEqual([top])
  })
})
