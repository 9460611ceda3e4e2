import { expect, test } from 'vitest'
import { faultsOf } from './password'

test('a password of 12 characters that is new and typed twice is sent', () => {
  expect(faultsOf('old-one', 'twelve-chars', 'twelve-chars')).toEqual({})
})

test('each fault is told at its field', () => {
  expect(faultsOf('', 'short', 'shorter')).toEqual({ old: 'needed', chosen: 'short', again: 'differs' })
  expect(faultsOf('the-same-password', 'the-same-password', 'the-same-password')).toEqual({ chosen: 'same' })
})
