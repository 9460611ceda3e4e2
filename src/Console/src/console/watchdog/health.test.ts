import { expect, test } from 'vitest'
import { healthOf, problemText, spanMs, spanText } from './health'

const engine = { running: 4, parked: 0, queueDepth: 0, timerLatenessP50: '00:00:00', timerLatenessP99: '00:00:00', commits: 9 }
const quiet = { problems: [], parked: [], deadLetters: [], late: [], engine }

test('spans of the host are read to the millisecond', () => {
  expect(spanMs('00:00:00')).toBe(0)
  expect(spanMs('00:00:01.2500000')).toBe(1250)
  expect(spanMs('1.02:03:04')).toBe(93_784_000)
  expect(spanMs('-00:00:02')).toBe(-2000)
})

test('a span is told in the unit in which a person thinks of it', () => {
  expect(['00:00:00.34', '00:00:02.5', '00:03:10', '02:06:00'].map(spanText)).toEqual(['340 ms', '2.5 s', '3 min', '2.1 h'])
})

test('what stands still is worse than what the host warns of', () => {
  expect(healthOf(quiet)).toBe('good')
  expect(healthOf({ ...quiet, problems: ['x'] })).toBe('warned')
  expect(healthOf({ ...quiet, problems: ['x'], engine: { ...engine, parked: 1 } })).toBe('bad')
  expect(healthOf({ ...quiet, late: [{ caseId: 'c', stage: 'triage', version: 1, nextAt: null }] })).toBe('bad')
})

test('what the host says of itself is said in the words of the page, and what is new as it is', () => {
  const t = (key: string, named: Record<string, string>) => `${key} ${Object.values(named).join()}`
  expect(problemText('3 workflows are parked with an error; see /api/watchdog.', t)).toBe('watchdog.problem.parked 3')
  expect(problemText('The disk is full.', t)).toBe('The disk is full.')
})
