import { now } from './clock'

/** The county lives in one time zone, wherever the browser stands. */
const zone = 'Asia/Shanghai'
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
const weekday = { zh: new Intl.DateTimeFormat('zh-CN', { timeZone: zone, weekday: 'short' }), en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' }) }

/** 2026-02-13 */
export function dayOf(instant: string | number | Date): string {
  return day.format(new Date(instant))
}

/** 2026-02-13 09:30 */
export function minuteOf(instant: string | number | Date): string {
  return minute.format(new Date(instant))
}

/** 09:30 today, 02-13 09:30 this year, the whole date otherwise. */
export function shortly(instant: string | number | Date): string {
  const [here, there] = [dayOf(now()), dayOf(instant)]
  if (here === there) return clock.format(new Date(instant))
  return here.slice(0, 4) === there.slice(0, 4) ? minuteOf(instant).slice(5) : minuteOf(instant)
}

/** 周五, Fri */
export function weekdayOf(instant: string | number | Date, language: 'zh' | 'en'): string {
  return weekday[language].format(new Date(instant))
}

/** How far away an instant is: the largest whole unit, and whether it is past. */
export function distance(instant: string | number | Date, from: number = now()): { amount: number; unit: 'day' | 'hour' | 'minute'; past: boolean } {
  const ms = new Date(instant).getTime() - from
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  if (minutes >= 48 * 60) return { amount: Math.floor(minutes / 1440), unit: 'day', past: ms < 0 }
  if (minutes >= 60) return { amount: Math.floor(minutes / 60), unit: 'hour', past: ms < 0 }
  return { amount: minutes, unit: 'minute', past: ms < 0 }
}

/** A time on the county's wall as an instant: 2026-02-13 09:30 → 2026-02-13T09:30:00+08:00. */
export function instantOf(wall: string): string {
  const text = wall.trim().replace(' ', 'T')
  return `${text.length === 10 ? `${text}T00:00` : text}:00+08:00`
}
