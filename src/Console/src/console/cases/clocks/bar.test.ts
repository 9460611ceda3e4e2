import { describe, expect, it } from 'vitest'
import { barOf, budgetOf, inOrder, type Clock } from './bar'

const day = (number: number, hour = 0): string => `2026-03-${String(number).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+08:00`

function clock(more: Partial<Clock> = {}): Clock {
  return {
    id: 'unit-finish', kind: 'unit-finish', cycle: 1, state: 'running', light: 'green', startedAt: day(1), budget: '4cd', due: day(5), originalDue: day(5), spent: '0cd', left: '4cd', stoppedAt: null, met: null,
    fixedByHotline: false, horizonExceeded: false, policyVersion: '1', calendarVersion: '1', rulePath: '', ladder: '', pauses: [], extensions: [], marks: [], segments: [], notes: [], firstDue: null, countFrom: null,
    rederivations: [], ...more,
  } as Clock
}

const segment = (from: string, to: string | null, kind: Clock['segments'][number]['kind']): Clock['segments'][number] => ({ from, to, kind, days: 0, minutes: 0, zh: '', en: '' })

describe('the bar of a clock', () => {
  it('reaches from the start to the due time, with its stretches end to end', () => {
    const bar = barOf(clock({ segments: [segment(day(1), day(2), 'start-day'), segment(day(2), day(3), 'running'), segment(day(3), day(5), 'pause')] }), Date.parse(day(2)))
    expect(bar.stretches.map(({ left, width, kind }) => [left, width, kind])).toEqual([[0, 25, 'start-day'], [25, 25, 'running'], [50, 50, 'pause']])
    expect([bar.now, bar.due, bar.first, bar.stopped]).toEqual([25, 100, null, null])
  })

  it('grows beyond the due time while it is late', () => {
    const bar = barOf(clock(), Date.parse(day(9)))
    expect([bar.due, bar.now]).toEqual([50, 100])
  })

  it('shows the first due time where another stands now', () => {
    expect(barOf(clock({ due: day(9), firstDue: day(5) }), Date.parse(day(2)))).toMatchObject({ due: 100, first: 50 })
    expect(barOf(clock({ due: day(5), firstDue: day(9) }), Date.parse(day(2)))).toMatchObject({ due: 50, first: 100 })
    expect(barOf(clock({ due: null, originalDue: day(5), state: 'paused' }), Date.parse(day(2)))).toMatchObject({ due: null, first: 100 })
  })

  it('ends where the clock stopped, or at its due time if that is later', () => {
    expect(barOf(clock({ state: 'stopped', stoppedAt: day(3) }), Date.parse(day(30)))).toMatchObject({ stopped: 50, now: null, due: 100 })
    expect(barOf(clock({ state: 'stopped', stoppedAt: day(9) }), Date.parse(day(30)))).toMatchObject({ stopped: 100, due: 50 })
  })

  it('carries the marks that lie on it, and leaves rungs far ahead to the words', () => {
    const mark = (name: string, at: string, passed: boolean): Clock['marks'][number] => ({ mark: name, at, passed, acknowledgedAt: passed ? at : null })
    const bar = barOf(clock({ marks: [mark('warn', day(4), true), mark('due', day(5), false), mark('rung-1', day(20), false)] }), Date.parse(day(4)))
    expect(bar.marks).toEqual([{ left: 75, name: 'warn', at: day(4), passed: true, acknowledged: true }])
  })

  it('leaves nothing outside, whatever the host says', () => {
    const bar = barOf(clock({ segments: [segment(day(1), null, 'running'), segment(day(5), day(5), 'overdue')], due: day(1), originalDue: day(1) }), Date.parse('2026-02-01T00:00:00+08:00'))
    expect(bar.stretches).toEqual([{ left: 0, width: 100, kind: 'running', at: 0 }])
    expect(bar.now).toBeNull()
  })
})

describe('clocks beside each other', () => {
  it('stand with what is due soonest first and what has stopped last', () => {
    const clocks = [clock({ id: 'a', state: 'stopped', stoppedAt: day(2) }), clock({ id: 'b', due: day(7) }), clock({ id: 'c', due: null, state: 'paused' }), clock({ id: 'd', due: day(4) }), clock({ id: 'e', state: 'stopped', stoppedAt: day(3) })]
    expect(inOrder(clocks).map((one) => one.id).join('')).toBe('dbcea')
  })

  it('tell their budgets in the units of the field', () => {
    expect(budgetOf('0.45wh')).toEqual({ amount: '0.45', unit: 'wh' })
    expect(budgetOf('PT40M')).toEqual({ amount: '40', unit: 'minutes' })
    expect(budgetOf('PT1H30M')).toEqual({ amount: '1.5', unit: 'hours' })
    expect(budgetOf('P1DT2H')).toEqual({ amount: '26', unit: 'hours' })
    expect(budgetOf('soon')).toBeNull()
  })
})
