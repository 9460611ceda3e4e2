import { describe, expect, it } from 'vitest'
import { emptyPlan, faultsOf, readPlan, writePlan } from './planForm'

const plan = {
  id: 'jiuxiao',
  version: 3,
  name: '九小场所',
  target: { kind: 'places' as const, placeKinds: ['small-place'], colours: ['red' as const], gridPrefixes: ['440804001'] },
  rhythm: { red: 'P1W', yellow: null, green: 'P1M', grids: null },
  window: '4wd',
  checklist: 'jiuxiao-xiaofang',
  ladder: 'field',
  departments: ['440804-gaj'],
  active: false,
}

describe('a plan and its form', () => {
  it('is sent as it was read, with the version that was looked at', () => {
    const { version, ...same } = plan
    expect(writePlan(readPlan(plan), version)).toEqual({ ...same, expectedVersion: 3 })
  })

  it('sends no version for a new one', () => {
    expect(writePlan(emptyPlan(), null)).not.toHaveProperty('expectedVersion')
  })

  it('forgets the frequencies by colour where grids are looked at', () => {
    const form = { ...readPlan(plan), grids: 'P2W', target: { ...readPlan(plan).target, kind: 'grids' as const } }
    expect(writePlan(form, 3)).toMatchObject({ rhythm: { red: null, yellow: null, green: null, grids: 'P2W' }, target: { kind: 'grids', placeKinds: [], colours: [] } })
  })

  it('says what is missing beside its field', () => {
    expect(faultsOf({ ...emptyPlan(), id: 'has space', window: '' })).toEqual({ id: 'badCode', name: 'needed', window: 'needed', checklist: 'needed' })
    expect(faultsOf({ ...readPlan(plan), target: { ...readPlan(plan).target, kind: 'households' } })).toEqual({ rhythm: 'needed' })
    expect(faultsOf(readPlan(plan))).toEqual({})
  })
})
