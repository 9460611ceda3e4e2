import { describe, expect, it } from 'vitest'
import { daysOf, inMonth, place, shift, weeksOf } from './calendar'

const round = (id: string, opensAt: string, dueAt: string) => ({ id, opensAt: `${opensAt}:00+08:00`, dueAt: `${dueAt}:00+08:00` })

describe('the calendar of rounds', () => {
  it('begins weeks on Mondays and covers the whole month', () => {
    const weeks = weeksOf('2026-02')
    expect(weeks[0]![0]).toBe('2026-01-26')
    expect(weeks.at(-1)!.at(-1)).toBe('2026-03-01')
    expect(weeks).toHaveLength(5)
  })

  it('goes over the turn of a year', () => {
    expect(shift('2026-12', 1)).toBe('2027-01')
    expect(shift('2026-01', -1)).toBe('2025-12')
  })

  it('takes a round that is due at midnight as due the day before', () => {
    expect(daysOf(round('a', '2026-02-02T08:30', '2026-02-07T00:00'))).toEqual({ first: '2026-02-02', last: '2026-02-06' })
  })

  it('counts days on the wall of the county, not of the browser', () => {
    expect(daysOf({ id: 'a', opensAt: '2026-02-01T16:30:00Z', dueAt: '2026-02-03T15:00:00Z' })).toEqual({ first: '2026-02-02', last: '2026-02-03' })
  })

  it('cuts a round at the ends of each week and says where it begins and ends', () => {
    const weeks = place([round('a', '2026-02-05T08:30', '2026-02-11T00:00')], '2026-02', 3)
    expect(weeks[1]!.bars).toMatchObject([{ from: 3, to: 6, lane: 0, begins: true, ends: false }])
    expect(weeks[2]!.bars).toMatchObject([{ from: 0, to: 1, lane: 0, begins: false, ends: true }])
    expect(weeks[3]!.bars).toEqual([])
  })

  it('never lays two rounds over each other, and counts those it has no room for', () => {
    const many = ['a', 'b', 'c'].map((id) => round(id, '2026-02-02T08:30', '2026-02-05T17:30'))
    const [, week] = place([...many, round('d', '2026-02-06T08:30', '2026-02-08T17:30')], '2026-02', 2)
    expect(week!.bars.map((bar) => [bar.round.id, bar.lane])).toEqual([['a', 0], ['b', 1], ['d', 0]])
    expect(week!.hidden).toBe(1)
  })

  it('lists what has a day in the month, soonest due first', () => {
    const rounds = [round('late', '2026-02-20T08:30', '2026-03-02T17:30'), round('soon', '2026-01-28T08:30', '2026-02-03T17:30'), round('before', '2026-01-01T08:30', '2026-02-01T00:00')]
    expect(inMonth(rounds, '2026-02').map((one) => one.id)).toEqual(['soon', 'late'])
  })
})
