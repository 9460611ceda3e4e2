import { expect, test } from 'vitest'
import { percentOf } from './progress'

test('a move is at a hundred percent only when it is over', () => {
  expect(percentOf({ state: 'waiting', moved: 0, remaining: 0 })).toBe(0)
  expect(percentOf({ state: 'running', moved: 1, remaining: 2 })).toBe(33)
  expect(percentOf({ state: 'settling', moved: 12, remaining: 0 })).toBe(99)
  expect(percentOf({ state: 'settling', moved: 0, remaining: 0 })).toBe(99)
  expect(percentOf({ state: 'done', moved: null, remaining: 0 })).toBe(100)
})
