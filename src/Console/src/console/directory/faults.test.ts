import { expect, test } from 'vitest'
import { inChinese } from './faults'

test('what the host finds is said in Chinese, with the entry and what stood there', () => {
  expect(inChinese('grid 440804100201001: its worker p-99999 does not exist')).toBe('网格 440804100201001：网格员 p-99999 不存在')
  expect(inChinese('the row has 3 cells, the first row 5')).toBe('本行有 3 格，标题行有 5 格')
})

test('what is not known is shown as the host says it', () => {
  expect(inChinese('unit 440804-x: something new')).toBe('单位 440804-x：something new')
})
