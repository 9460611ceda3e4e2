/** A block of days off, and the weekend days worked for it (调休). Days are written 2026-02-15. */
export type Holiday = { name: string; from: string; to: string; makeUp: string[] }
export type Year = { year: number; source: string; holidays: Holiday[]; note?: string }
/** What a notice says of a day, and under which published year it stands: New Year may begin in the December before. */
export type Mark = { name: string; off: boolean; year: number }

const length = 86_400_000
const asDate = (day: string) => new Date(`${day}T00:00:00Z`)
const asDay = (date: Date) => date.toISOString().slice(0, 10)

export function addDays(day: string, days: number): string {
  return asDay(new Date(asDate(day).getTime() + days * length))
}

export function daysBetween(from: string, to: string): number {
  return Math.round((asDate(to).getTime() - asDate(from).getTime()) / length)
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: string): number {
  return (asDate(day).getUTCDay() + 6) % 7
}

export function isWeekend(day: string): boolean {
  return weekdayOf(day) > 4
}

/** Every day that the notices name. */
export function marksOf(years: readonly Year[]): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  for (const { year, holidays } of years)
    for (const { name, from, to, makeUp } of holidays) {
      for (let day = from; day <= to && daysBetween(from, day) <= 31; day = addDays(day, 1)) marks.set(day, { name, off: true, year })
      for (const day of makeUp) marks.set(day, { name, off: false, year })
    }
  return marks
}

/** Days as blocks, in order: consecutive days off of one name, each with the days worked for it; a day worked for nothing is left out. */
export function holidaysOf(marks: ReadonlyMap<string, { name: string; off: boolean }>): Holiday[] {
  const blocks: Holiday[] = []
  const days = [...marks].sort(([one], [other]) => one.localeCompare(other))
  for (const [day, { name, off }] of days) {
    const last = blocks.at(-1)
    if (!off) continue
    if (last && last.name === name && addDays(last.to, 1) === day) last.to = day
    else blocks.push({ name, from: day, to: day, makeUp: [] })
  }
  for (const [day, { name, off }] of days) if (!off) nearest(blocks.filter((block) => block.name === name), day)?.makeUp.push(day)
  return blocks
}

function nearest(blocks: Holiday[], day: string): Holiday | undefined {
  const far = (block: Holiday) => Math.min(Math.abs(daysBetween(block.from, day)), Math.abs(daysBetween(block.to, day)))
  return blocks.reduce<Holiday | undefined>((best, block) => (best && far(best) <= far(block) ? best : block), undefined)
}

/** The years with one day off, worked, or as the week has it (`null`). A day beyond the published years changes nothing. */
export function withDay(years: readonly Year[], day: string, mark: { name: string; off: boolean } | null): Year[] {
  const owner = marksOf(years).get(day)?.year ?? Number(day.slice(0, 4))
  return years.map((year) => {
    if (year.year !== owner) return year
    const days = new Map<string, { name: string; off: boolean }>(marksOf([year]))
    if (mark) days.set(day, { name: mark.name, off: mark.off })
    else days.delete(day)
    return { ...year, holidays: holidaysOf(days) }
  })
}

/** What pressing a day makes of it: what is chosen, or, where it is that already, a day like any other of its kind. */
export function pressed(years: readonly Year[], day: string, chosen: { off: boolean; name: string }): { years: Year[] } | { refusal: 'weekday' | 'no-holiday' | 'no-year' | 'no-name' } {
  const now = marksOf(years).get(day)
  const year = years.find((one) => one.year === (now?.year ?? Number(day.slice(0, 4))))
  if (!year) return { refusal: 'no-year' }
  if (now && now.off === chosen.off) return { years: withDay(years, day, null) }
  if (!chosen.off && !isWeekend(day)) return { refusal: 'weekday' }
  const beside = [addDays(day, -1), addDays(day, 1)].map((one) => marksOf([year]).get(one)).find((mark) => mark?.off)
  const name = (chosen.off ? beside?.name : undefined) || chosen.name || (chosen.off ? '' : nearest(year.holidays, day)?.name) || ''
  if (!name) return { refusal: chosen.off ? 'no-name' : 'no-holiday' }
  if (!chosen.off && !year.holidays.some((holiday) => holiday.name === name)) return { refusal: 'no-holiday' }
  return { years: withDay(years, day, { name, off: chosen.off }) }
}

/** The weeks of a month, Monday first; null before its first and after its last day. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
  const cells: (string | null)[] = Array<null>(weekdayOf(first)).fill(null)
  for (let day = first; day < next; day = addDays(day, 1)) cells.push(day)
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** Working days of a year, days off by notice, and weekend days worked. */
export function countDays(year: number, marks: ReadonlyMap<string, Mark>): { working: number; off: number; makeUp: number } {
  const count = { working: 0, off: 0, makeUp: 0 }
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    const mark = marks.get(day)
    if (mark?.off) count.off++
    else if (mark) count.makeUp++
    if (mark ? !mark.off : !isWeekend(day)) count.working++
  }
  return count
}
