import { describe, expect, it } from 'vitest'
import { emptyPlace, faultsOf, readPlace, writePlace } from './placeForm'

const place = {
  id: 'p-1', name: '小吃店', kind: 'small-place', kindName: '九小场所', gridCode: '440804001001001', gridName: '一网格', colour: 'red' as const, lat: 21.24, lon: 110.45, active: true, cleanChecks: 1, unrectified: 0,
  lastCheckedAt: null, version: 4,
}

describe('a place and its form', () => {
  it('is sent as it was read, without its colour', () => {
    expect(writePlace(readPlace(place), 4)).toEqual({ expectedVersion: 4, id: 'p-1', name: '小吃店', kind: 'small-place', gridCode: '440804001001001', lat: 21.24, lon: 110.45, active: true })
  })

  it('sends the colour of a new one, and no position that was not given', () => {
    const sent = writePlace({ ...emptyPlace(), id: 'p-2', name: ' 店 ', gridCode: '440804001001001', colour: 'yellow' }, null)
    expect(sent).toEqual({ id: 'p-2', name: '店', kind: 'small-place', gridCode: '440804001001001', colour: 'yellow', active: true })
  })

  it('keeps the equator: zero is a position', () => {
    expect(writePlace({ ...emptyPlace(), lat: '0', lon: '0' }, null)).toMatchObject({ lat: 0, lon: 0 })
  })

  it('finds positions that are not on earth and codes that are none', () => {
    expect(faultsOf({ ...readPlace(place), id: 'ü', lat: '91', lon: 'abc' })).toEqual({ id: 'badCode', lat: 'position', lon: 'position' })
    expect(faultsOf({ ...readPlace(place), lon: '' })).toEqual({ lon: 'position' })
    expect(faultsOf(readPlace(place))).toEqual({})
  })
})
