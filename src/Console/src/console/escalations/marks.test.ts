import { describe, expect, it } from 'vitest'
import { groupByMark, joined, linkOf, toAnswer, type Notice } from './marks'

let number = 0
function notice(given: Partial<Notice> = {}): Notice {
  return {
    id: String(++number), caseId: 'c1', code: 'CODE-1', purpose: 'rung-1', clock: 'sign-off', cycle: 1, rung: 1, personId: 'p1', personName: '李', toMe: false, audience: 'unit-head', post: 'unit-head@u', instead: null,
    urgent: false, at: '2026-02-26T09:00:00+08:00', notBefore: '2026-02-26T09:00:00+08:00', dueAt: null, because: null, acknowledgeBy: null, acknowledgedAt: null, acknowledgedBy: null, acknowledgedByName: null,
    delivery: { channel: 'inbox', deliveredAt: null, attempts: 0, lastFault: null }, channels: [], about: null, link: '/api/cases/c1', ...given,
  }
}

describe('marks', () => {
  it('hold everybody who was told of the same rung, and keep rungs, clocks, cycles and cases apart', () => {
    const marks = groupByMark([
      notice(), notice({ personId: 'p2' }), notice({ purpose: 'rung-2', rung: 2 }), notice({ clock: 'unit-finish' }), notice({ cycle: 2 }), notice({ caseId: 'c2' }), notice({ purpose: 'warn', rung: 0 }), notice({ purpose: 'due', rung: 0 }),
    ])
    expect(marks.map((mark) => mark.notices.length)).toEqual([2, 1, 1, 1, 1, 1, 1])
  })

  it('stay open until one of those who were told, or somebody for them, has answered', () => {
    expect(groupByMark([notice(), notice({ personId: 'p2' })])[0]!.isOpen).toBe(true)
    const answered = groupByMark([notice(), notice({ personId: 'p2', acknowledgedAt: '2026-02-26T10:00:00+08:00', acknowledgedByName: '王' })])[0]!
    expect(answered.isOpen).toBe(false)
    expect(answered.answer!.acknowledgedByName).toBe('王')
    expect(groupByMark([notice({ purpose: 'warn', rung: 0 })])[0]!.isOpen).toBe(false)
  })

  it('of inspections are each person\'s own', () => {
    const about = { kind: 'sweep' as const, id: 's1', area: '440804', count: 3 }
    const marks = groupByMark([notice({ about, caseId: '' }), notice({ about, caseId: '', personId: 'p2' })])
    expect(marks).toHaveLength(2)
  })

  it('lead to the case, the round of inspections or the care visit that they are about', () => {
    expect(linkOf(notice())).toBe('/cases/c1')
    expect(linkOf(notice({ caseId: '', about: { kind: 'sweep', id: 's1', area: '440804', count: 3 } }))).toBe('/inspections/rounds/s1')
    expect(linkOf(notice({ caseId: '', about: { kind: 'care-visit', id: 'v1', area: '440804', count: 1 } }))).toBe('/inspections/care?entry=v1')
  })

  it('are answered through my own notice, for others only by whom may', () => {
    const [others] = groupByMark([notice(), notice({ personId: 'p2' })])
    expect(toAnswer(others!, false)).toBeNull()
    expect(toAnswer(others!, true)!.personId).toBe('p1')
    const [mine] = groupByMark([notice(), notice({ personId: 'p2', toMe: true })])
    expect(toAnswer(mine!, false)!.personId).toBe('p2')
    expect(toAnswer(mine!, true)!.personId).toBe('p2')
    const [done] = groupByMark([notice({ toMe: true, acknowledgedAt: '2026-02-26T10:00:00+08:00' })])
    expect(toAnswer(done!, true)).toBeNull()
  })

  it('are not doubled by a page that overlaps', () => {
    const [one, two] = [notice(), notice({ personId: 'p2' })]
    expect(joined([one, two], [two, notice({ personId: 'p3' })])).toHaveLength(3)
  })
})
