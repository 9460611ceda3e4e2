import type { Schemas } from '@/contract/client'
import { dayOf } from '@/time/format'

/** What of a round the calendar needs. */
export type Spanned = Pick<Schemas['SweepLine'], 'id' | 'opensAt' | 'dueAt'>

/** One week of a month: its seven days, and the rounds that lie in it. */
export type Week<T> = { days: string[]; bars: Bar<T>[]; hidden: number }

/** A round within one week: from column to column (0 is Monday), in a lane that no other bar of these days takes. */
export type Bar<T> = { round: T; from: number; to: number; lane: number; begins: boolean; ends: boolean }

const DAY = 86_400_000

/** The days of a round on the county's wall. A round that is due at midnight is due at the end of the day before. */
export function daysOf(round: Spanned): { first: string; last: string } {
  const first = dayOf(round.opensAt)
  const last = dayOf(Date.parse(round.dueAt) - 1)
  return { first, last: last < first ? first : last }
}

/** 2026-02 → the weeks from the Monday on or before the 1st to the Sunday on or after the last. */
export function weeksOf(month: string): string[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`)
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY
  const end = Date.parse(`${shift(month, 1)}-01T00:00:00Z`)
  const weeks: string[][] = []
  for (let monday = start; monday < end; monday += 7 * DAY) weeks.push(Array.from({ length: 7 }, (_, day) => new Date(monday + day * DAY).toISOString().slice(0, 10)))
  return weeks
}

/** The month so many months later. */
export function shift(month: string, by: number): string {
  const [year, one] = month.split('-').map(Number) as [number, number]
  const at = year * 12 + one - 1 + by
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** Whether a month is written 2026-02. */
export function isMonth(text: string): boolean {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text)
}

/**
 * Places rounds into the weeks of a month: the longest and earliest highest, each in the first lane that is free on its days, so that no two overlap.
 * @param lanes How many are shown in a week; what finds none is counted as hidden.
 */
export function place<T extends Spanned>(rounds: T[], month: string, lanes: number): Week<T>[] {
  const spans = rounds.map((round) => ({ round, ...daysOf(round) })).sort((one, other) => one.first.localeCompare(other.first) || other.last.localeCompare(one.last) || one.round.id.localeCompare(other.round.id))
  return weeksOf(month).map((days) => {
    const [monday, sunday] = [days[0]!, days[6]!]
    const taken: boolean[][] = []
    const week: Week<T> = { days, bars: [], hidden: 0 }
    for (const span of spans) {
      if (span.first > sunday || span.last < monday) continue
      const from = span.first < monday ? 0 : days.indexOf(span.first)
      const to = span.last > sunday ? 6 : days.indexOf(span.last)
      let lane = 0
      while (taken[lane]?.slice(from, to + 1).some(Boolean)) lane++
      if (lane >= lanes) {
        week.hidden++
        continue
      }
      taken[lane] ??= Array.from({ length: 7 }, () => false)
      taken[lane]!.fill(true, from, to + 1)
      week.bars.push({ round: span.round, from, to, lane, begins: span.first >= monday, ends: span.last <= sunday })
    }
    return week
  })
}

/** The rounds that have a day in this month, soonest due first. */
export function inMonth<T extends Spanned>(rounds: T[], month: string): T[] {
  return rounds
    .filter((round) => {
      const { first, last } = daysOf(round)
      return first.slice(0, 7) <= month && last.slice(0, 7) >= month
    })
    .sort((one, other) => one.dueAt.localeCompare(other.dueAt) || one.id.localeCompare(other.id))
}
