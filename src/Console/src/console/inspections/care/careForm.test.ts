import { describe, expect, it } from 'vitest'
import { emptyCare, ladderFaults, readTerms, writeChange, writeNew, writeTerms } from './careForm'

describe('an entry of the register and its form', () => {
  it('sends of a new one only what was filled in', () => {
    expect(writeNew({ ...emptyCare(), gridCode: '440804001001001', tier: 'high', name: ' 王某 ', phone: ' ' })).toEqual({ gridCode: '440804001001001', tier: 'high', name: '王某' })
  })

  it('sends of a change only what becomes different', () => {
    const entry = { gridCode: '440804001001001', tier: 'general' as const, version: 3 }
    expect(writeChange({ ...emptyCare(), gridCode: entry.gridCode, tier: 'high' }, entry)).toEqual({ expectedVersion: 3, tier: 'high' })
    expect(writeChange({ ...emptyCare(), gridCode: entry.gridCode, phone: '139' }, entry)).toEqual({ expectedVersion: 3, phone: '139' })
  })
})

describe('the numbers of care visits', () => {
  const terms = { version: 2, high: 'P1W', key: 'P1M', general: 'P3M', eventWithinHours: 24, warnHours: 12, ladder: [{ afterHours: 0, audience: ['village-cadre'] }] }

  it('are sent as they were read, with the version that was looked at', () => {
    const { version, ...same } = terms
    expect(writeTerms(readTerms(terms), version)).toEqual({ ...same, expectedVersion: 2 })
  })

  it('have rungs that come one after the other, and each tells somebody', () => {
    const rung = (afterHours: number, ...audience: string[]) => ({ afterHours, audience })
    expect([...ladderFaults([rung(0, 'unit-head'), rung(0, 'unit-head'), rung(72)])]).toEqual([[1, 'later'], [2, 'nobody']])
    expect([...ladderFaults([])]).toEqual([[-1, 'noRung']])
    expect(ladderFaults([rung(0, 'unit-head'), rung(24, 'town-lead')]).size).toBe(0)
  })
})
