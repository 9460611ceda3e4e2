import { describe, expect, it } from 'vitest'
import { emptyCampaign, missingOf, outermost, readTarget, writeCampaign, writeTarget } from './campaign'

describe('a campaign as it is sent', () => {
  it('leaves to the plan what was not named', () => {
    expect(writeCampaign({ ...emptyCampaign(), planId: 'jiuxiao', name: '  ' })).toEqual({ planId: 'jiuxiao' })
    expect(writeCampaign({ ...emptyCampaign(), planId: 'jiuxiao', name: ' 节前 ', window: '2cd' })).toEqual({ planId: 'jiuxiao', name: '节前', window: '2cd' })
  })

  it('sends the whole of its own terms', () => {
    const form = { ...emptyCampaign(), source: 'own' as const, planId: 'left behind', name: '入户', window: '2cd', checklist: 'ruhu', target: { kind: 'households' as const, placeKinds: ['rental'], colours: ['red' as const], areas: [] } }
    expect(writeCampaign(form)).toEqual({ name: '入户', window: '2cd', checklist: 'ruhu', departments: [], target: { kind: 'households', placeKinds: [], colours: [], gridPrefixes: [] } })
  })

  it('names what is missing, by where the terms come from', () => {
    expect(missingOf(emptyCampaign())).toEqual(['planId'])
    expect(missingOf({ ...emptyCampaign(), source: 'own', name: ' ' })).toEqual(['name', 'window', 'checklist'])
  })

  it('drops areas that lie in another', () => {
    expect(outermost(['440804001001', '440804001', '440804002001001', '440804001'])).toEqual(['440804001', '440804002001001'])
  })

  it('reads and writes a target without loss', () => {
    const target = { kind: 'places' as const, placeKinds: ['rental'], colours: ['red' as const], gridPrefixes: ['440804001'] }
    expect(writeTarget(readTarget(target))).toEqual(target)
  })
})
