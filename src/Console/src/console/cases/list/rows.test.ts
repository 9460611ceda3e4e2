import { describe, expect, it } from 'vitest'
import type { CaseChanged } from '@/live/live'
import { merge, type Row } from './useRows'
import { sorted } from './sort'
import { windowOf } from './window'

function row(caseId: string, minute: number, more: Partial<Row> = {}): Row {
  return {
    caseId, code: caseId, version: 1, channel: 'hotline', kind: 'help', category: 'facility', categoryName: null, grade: 'l3', stage: 'triage', state: 'open', light: 'green', unit: null, unitName: null,
    gridCode: null, holderId: null, registeredAt: new Date(minute * 60_000).toISOString(), changedAt: new Date(minute * 60_000).toISOString(), nextAt: null, ...more,
  }
}

function ids(rows: Row[]): string {
  return rows.map((one) => one.caseId).join('')
}

const nothing = new Map<string, CaseChanged>()

describe('a list that is looked at again', () => {
  it('keeps new cases apart, so that nothing moves under the eyes', () => {
    const merged = merge([row('b', 2), row('a', 1)], [], { items: [row('c', 3), row('b', 2), row('a', 1)], next: null }, nothing, {})
    expect([ids(merged.rows), ids(merged.waiting)]).toEqual(['ba', 'c'])
  })

  it('renews rows in their places and takes out what has left the list', () => {
    const merged = merge([row('c', 3), row('b', 2), row('a', 1)], [], { items: [row('c', 3, { version: 2, stage: 'dispatch' }), row('a', 1)], next: null }, nothing, {})
    expect(ids(merged.rows)).toBe('ca')
    expect(merged.rows[0]!.stage).toBe('dispatch')
  })

  it('leaves rows beyond the first page alone, but for what the stream says of them', () => {
    const change = { caseId: 'a', code: 'a', version: 5, stage: 'handling', state: 'open', light: 'red', grade: 'l3', unit: 'u', gridCode: null } as CaseChanged
    const again = { items: [row('c', 3)], next: 'x' }
    expect(merge([row('c', 3), row('b', 2), row('a', 1)], [], again, new Map([['a', change]]), {}).rows.at(-1)).toMatchObject({ stage: 'handling', light: 'red', version: 5 })
    expect(ids(merge([row('c', 3), row('b', 2), row('a', 1)], [], again, new Map([['a', change]]), { stage: 'triage' }).rows)).toBe('cb')
  })

  it('is put in order by what falls due first, with what has no due time last', () => {
    expect(ids(sorted([row('a', 1), row('b', 2, { dueAt: '2026-02-14T09:00:00+08:00' }), row('c', 3, { dueAt: '2026-02-13T09:00:00+08:00' })], 'due'))).toBe('cba')
    expect(ids(sorted([row('a', 1), row('b', 2, { light: 'purple' }), row('c', 3, { light: 'yellow' })], 'light'))).toBe('bca')
  })
})

describe('the drawn part of a long list', () => {
  it('covers what is seen and keeps the whole height', () => {
    const drawn = windowOf(1000, 40, 20_000, 800, 5)
    expect(drawn).toEqual({ from: 495, to: 525, above: 19_800, below: 19_000 })
  })

  it('is the whole of a short list, and the end of one that became shorter', () => {
    expect(windowOf(3, 40, 0, 800)).toEqual({ from: 0, to: 3, above: 0, below: 0 })
    expect(windowOf(0, 40, 500, 800)).toMatchObject({ from: 0, to: 0, below: 0 })
    expect(windowOf(10, 40, 20_000, 800).to).toBe(10)
  })
})
