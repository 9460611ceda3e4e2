import type { Schemas } from '@/contract/client'

/** A span as the host writes it, [d.]hh:mm:ss[.fffffff], in milliseconds. */
export function spanMs(span: string): number {
  const [, sign, days, hours, minutes, seconds] = /^(-?)(?:(\d+)\.)?(\d{2}):(\d{2}):(\d{2}(?:\.\d+)?)$/.exec(span) ?? []
  if (seconds === undefined) return 0
  const ms = ((Number(days ?? 0) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000
  return Math.round(sign ? -ms : ms)
}

/** A span for a person: 340 ms, 2.5 s, 3 min, 2.1 h. */
export function spanText(span: string): string {
  const ms = spanMs(span)
  if (ms < 1000) return `${ms} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`
}

/** bad: somebody must act. warned: the host says that something is missing. good: nothing stands still. */
export function healthOf(view: Pick<Schemas['WatchdogView'], 'problems' | 'parked' | 'deadLetters' | 'late' | 'engine'>): 'good' | 'warned' | 'bad' {
  if (view.engine.parked > 0 || view.deadLetters.length > 0 || view.late.length > 0) return 'bad'
  return view.problems.length > 0 ? 'warned' : 'good'
}

/** What the host says of itself, in the words of the page where they are known. */
export function problemText(problem: string, t: (key: string, named: Record<string, string>) => string): string {
  const [, count] = /^(\d+) workflows (?:are parked|have failed)/.exec(problem) ?? []
  if (count) return t('watchdog.problem.parked', { count })
  const [, minutes] = /^Work after a commit has waited for (\d+) minutes/.exec(problem) ?? []
  if (minutes) return t('watchdog.problem.waiting', { minutes })
  return problem.startsWith("Nobody takes the hotline's events") ? t('watchdog.problem.hotline', {}) : problem
}
