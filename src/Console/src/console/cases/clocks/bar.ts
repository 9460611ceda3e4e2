import type { Schemas } from '@/contract/client'

export type Clock = Schemas['ClockView']
export type Stretch = { left: number; width: number; kind: Schemas['SegmentKind']; at: number }
export type Dash = { left: number; name: string; at: string; passed: boolean; acknowledged: boolean }
export type Bar = { from: number; to: number; stretches: Stretch[]; marks: Dash[]; now: number | null; due: number | null; first: number | null; stopped: number | null }

const round = (share: number): number => Math.round(share * 10_000) / 100

/**
 * A clock drawn along time: where each stretch, mark and due time lies, in percent of the bar.
 * A running clock reaches to its due time or to now, whichever is later; rungs that lie further ahead are left to the words.
 */
export function barOf(clock: Clock, now: number): Bar {
  const from = Date.parse(clock.startedAt)
  const stopped = clock.stoppedAt ? Date.parse(clock.stoppedAt) : null
  const dues = [clock.due, clock.originalDue, clock.firstDue].flatMap((at) => (at ? [Date.parse(at)] : []))
  const passed = clock.marks.filter((mark) => mark.passed).map((mark) => Date.parse(mark.at))
  const to = Math.max(from + 60_000, ...dues, ...passed, stopped ?? now)
  const place = (instant: number): number => round(Math.min(1, Math.max(0, (instant - from) / (to - from))))
  const due = clock.due ? Date.parse(clock.due) : null
  const first = Date.parse(clock.firstDue ?? clock.originalDue)
  return {
    from, to,
    stretches: clock.segments.flatMap((segment, at) => {
      const [left, right] = [place(Date.parse(segment.from)), place(segment.to ? Date.parse(segment.to) : to)]
      return right > left ? [{ left, width: Math.round((right - left) * 100) / 100, kind: segment.kind, at }] : []
    }),
    marks: clock.marks
      .filter((mark) => mark.mark !== 'due' && Date.parse(mark.at) <= to)
      .map((mark) => ({ left: place(Date.parse(mark.at)), name: mark.mark, at: mark.at, passed: mark.passed, acknowledged: mark.acknowledgedAt !== null })),
    now: stopped === null && now >= from ? place(now) : null,
    due: due === null ? null : place(due),
    first: first === due ? null : place(first),
    stopped: stopped === null ? null : place(stopped),
  }
}

/** Running clocks first, those due soonest before the others; then those that stopped, the last first. */
export function inOrder(clocks: Clock[]): Clock[] {
  const rank = (clock: Clock): number => (clock.state === 'stopped' ? 1 : 0)
  return [...clocks].sort((one, other) => rank(one) - rank(other) || (rank(one) === 0 ? Date.parse(one.due ?? '9999-01-01') - Date.parse(other.due ?? '9999-01-01') : Date.parse(other.stoppedAt!) - Date.parse(one.stoppedAt!)))
}

/** A budget such as 3wd, 1.5wd, 7cd, 4wh or PT2H as a number with the name of its unit; null where it is none. */
export function budgetOf(text: string): { amount: string; unit: 'wd' | 'cd' | 'wh' | 'hours' | 'minutes' } | null {
  const counted = /^(-?[\d.]+)(wd|cd|wh)$/.exec(text)
  if (counted) return { amount: counted[1]!, unit: counted[2] as 'wd' | 'cd' | 'wh' }
  const elapsed = /^-?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:[\d.]+S)?)?$/.exec(text)
  if (!elapsed) return null
  const minutes = Number(elapsed[1] ?? 0) * 1440 + Number(elapsed[2] ?? 0) * 60 + Number(elapsed[3] ?? 0)
  return minutes >= 60 ? { amount: String(Math.round(minutes / 6) / 10), unit: 'hours' } : { amount: String(minutes), unit: 'minutes' }
}
