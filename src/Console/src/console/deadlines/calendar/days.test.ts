import { describe, expect, it } from 'vitest'
import { addDays, countDays, holidaysOf, isWeekend, marksOf, pressed, weekdayOf, weeksOf, withDay, type Year } from './days'

const spring = { name: '春节', from: '2026-02-15', to: '2026-02-23', makeUp: ['2026-02-14', '2026-02-28'] }
const newYear = { name: '元旦', from: '2025-12-31', to: '2026-01-02', makeUp: ['2026-01-04'] }
const years: Year[] = [
  { year: 2025, source: 'a', holidays: [{ name: '国庆节', from: '2025-10-01', to: '2025-10-08', makeUp: ['2025-09-28', '2025-10-11'] }] },
  { year: 2026, source: 'b', holidays: [newYear, spring] },
]
const of2026 = (done: ReturnType<typeof pressed>) => ('years' in done ? done.years[1]!.holidays : done.refusal)

describe('the days of a year', () => {
  it('are counted over months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect([weekdayOf('2026-02-16'), weekdayOf('2026-02-15')]).toEqual([0, 6])
    expect([isWeekend('2026-02-14'), isWeekend('2026-02-13')]).toEqual([true, false])
  })

  it('stand in weeks that begin on Monday', () => {
    const february = weeksOf(2026, 2)
    expect(february).toHaveLength(5)
    expect(february[0]).toEqual([null, null, null, null, null, null, '2026-02-01'])
    expect(february.flat().filter(Boolean)).toHaveLength(28)
    expect(weeksOf(2024, 12).flat().filter(Boolean)).toHaveLength(31)
  })

  it('are written as the blocks they were read from', () => {
    for (const year of years) expect(holidaysOf(marksOf([year]))).toEqual(year.holidays)
  })

  it('of New Year belong to the year that announces them', () => {
    expect(marksOf(years).get('2025-12-31')).toEqual({ name: '元旦', off: true, year: 2026 })
    expect(withDay(years, '2025-12-31', null)[1]!.holidays[0]).toEqual({ ...newYear, from: '2026-01-01' })
  })

  it('are counted as worked or off', () => {
    // 2026: 261 weekdays; of the named days off 8 are weekdays, and 3 weekend days are worked.
    expect(countDays(2026, marksOf(years))).toEqual({ working: 261 - 8 + 3, off: 11, makeUp: 3 })
  })
})

describe('pressing a day', () => {
  it('lengthens the block beside it, under its name', () => expect(of2026(pressed(years, '2026-02-24', { off: true, name: '' }))).toEqual([newYear, { ...spring, to: '2026-02-24' }]))
  it('that is off makes it a day like others, and a block in two', () =>
    expect(of2026(pressed(years, '2026-02-20', { off: true, name: '' }))).toEqual([newYear, { ...spring, to: '2026-02-19', makeUp: ['2026-02-14'] }, { ...spring, from: '2026-02-21', makeUp: ['2026-02-28'] }]))
  it('twice leaves all as it was', () => {
    const once = pressed(years, '2026-02-24', { off: true, name: '' })
    expect('years' in once && pressed(once.years, '2026-02-24', { off: true, name: '' })).toEqual({ years })
  })
  it('begins a block of the chosen name', () => expect(of2026(pressed(years, '2026-05-01', { off: true, name: '劳动节' }))).toContainEqual({ name: '劳动节', from: '2026-05-01', to: '2026-05-01', makeUp: [] }))
  it('alone needs a name', () => expect(of2026(pressed(years, '2026-05-01', { off: true, name: '' }))).toBe('no-name'))
  it('at a weekend makes it worked for the nearest holiday', () => expect(of2026(pressed(years, '2026-03-01', { off: false, name: '' }))).toEqual([newYear, { ...spring, makeUp: ['2026-02-14', '2026-02-28', '2026-03-01'] }]))
  it('of a week cannot make it worked in exchange', () => expect(of2026(pressed(years, '2026-03-02', { off: false, name: '' }))).toBe('weekday'))
  it('cannot make it worked for a holiday that the year has not', () => expect(of2026(pressed(years, '2026-03-01', { off: false, name: '中秋节' }))).toBe('no-holiday'))
  it('of a year that is not published changes nothing', () => expect(of2026(pressed(years, '2027-01-01', { off: true, name: '元旦' }))).toBe('no-year'))
})
