import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { choices, filterNames, fromQuery, sameFilters, stillListed, toQuery } from './filters'
import { builtIn, readViews, useViews } from './views'

const contract = JSON.parse(readFileSync('contract/openapi.json', 'utf8'))

describe('the filters of the case list', () => {
  it('come back from the address as they went into it', () => {
    const filters = { stage: 'handling', light: 'red', unit: '440804-cgj', grid: '440804001', q: 'facility', held: 'true' }
    expect(fromQuery(toQuery(filters))).toEqual(filters)
  })

  it('leave out what is empty, and pass over what no list could be cut to', () => {
    expect(toQuery({ stage: '', q: '  ', light: 'red' })).toEqual({ light: 'red' })
    expect(fromQuery({ stage: 'nowhere', grid: 'north', q: 'x'.repeat(81), unit: null, light: ['yellow', 'red'], page: '3' })).toEqual({ light: 'yellow' })
  })

  it('are all known to the host, with the words that it takes', () => {
    const asked = contract.paths['/api/cases'].get.parameters.map((one: { name: string }) => one.name)
    expect(filterNames.filter((name) => !asked.includes(name))).toEqual([])
    const words = { stage: 'Stage', state: 'CaseStatus', light: 'Light', channel: 'Channel', kind: 'CaseKind' } as const
    for (const [name, schema] of Object.entries(words)) {
      const unknown = choices[name as keyof typeof words].filter((word) => !contract.components.schemas[schema].enum.includes(word))
      expect(unknown, name).toEqual([])
    }
  })

  it('tell equal lists by what they ask for, whatever the order', () => {
    expect(sameFilters({ light: 'red', stage: 'visit' }, { stage: 'visit', light: 'red', q: '' })).toBe(true)
    expect(sameFilters({ light: 'red' }, {})).toBe(false)
  })

  it('let go of a case that left the list', () => {
    const changed = { stage: 'handling', state: 'open', light: 'red', unit: '440804-cgj' }
    expect(stillListed({ stage: 'handling', due: 'overdue', held: 'true' }, changed)).toBe(true)
    expect(stillListed({ stage: 'dispatch' }, changed)).toBe(false)
    expect(stillListed({ held: 'false' }, changed)).toBe(false)
    expect(stillListed({ due: 'overdue' }, { ...changed, light: 'green' })).toBe(false)
    expect(stillListed({ alive: 'true' }, changed)).toBe(true)
    expect(stillListed({ alive: 'true' }, { ...changed, stage: 'ended', state: 'closed' })).toBe(false)
  })
})

describe('the views of a person', () => {
  beforeEach(() => localStorage.clear())

  it('are kept for that person in this browser, by name', () => {
    const mine = useViews('p-1')
    mine.keep('城管超期', { unit: '440804-cgj', due: 'overdue' })
    mine.keep('城管超期', { unit: '440804-cgj', light: 'red' })
    expect(readViews('p-1').map((view) => [view.name, view.filters])).toEqual([['城管超期', { unit: '440804-cgj', light: 'red' }]])
    expect(readViews('p-2')).toEqual([])
    mine.drop(mine.views.value[0]!.id)
    expect(readViews('p-1')).toEqual([])
  })

  it('are none where what was kept cannot be read', () => {
    localStorage.setItem('gridcase-views-p-1', '{"broken')
    expect(readViews('p-1')).toEqual([])
    localStorage.setItem('gridcase-views-p-1', '[{"id":"a"},{"id":"b","name":"好","filters":{"light":"pink","stage":"visit"}}]')
    expect(readViews('p-1')).toEqual([{ id: 'b', name: '好', filters: { stage: 'visit' } }])
  })

  it('that everybody has differ from each other and ask for what there is', () => {
    const asked = builtIn.map((view) => JSON.stringify(toQuery(view.filters)))
    expect(new Set(asked).size).toBe(builtIn.length)
    expect(builtIn.filter((view) => !sameFilters(fromQuery(toQuery(view.filters)), view.filters))).toEqual([])
  })
})
