import { describe, expect, it } from 'vitest'
import { words } from '@/console/words'
import english from '@/words/en/deadlines'
import { budgetWords, faultOf, readBudget, writeBudget } from './budget'

const { t } = words.global as unknown as { t: (key: string, plural: number) => string }
const say = (text: string) => budgetWords(text, t)

describe('a budget', () => {
  it.each([
    ['5wd', { amount: 5, unit: 'wd' }],
    ['0.5wd', { amount: 0.5, unit: 'wd' }],
    ['0cd', { amount: 0, unit: 'cd' }],
    ['2.25wh', { amount: 2.25, unit: 'wh' }],
    ['PT30M', { amount: 30, unit: 'm' }],
    ['PT24H', { amount: 24, unit: 'h' }],
    ['P1DT2H', { amount: 26, unit: 'h' }],
    ['PT1H30M', { amount: 90, unit: 'm' }],
    ['PT90S', { amount: 90, unit: 's' }],
    ['PT0S', { amount: 0, unit: 'm' }],
  ] as const)('is read from %s', (text, parts) => expect(readBudget(text)).toEqual(parts))

  it.each(['5', '5 wd', '1.5cd', '0.125wd', '0wh', '4000wd', 'P1M', 'P', 'PT', 'P1DT', '-1wd', 'none', ''])('is not read from "%s"', (text) => expect(readBudget(text)).toBeNull())

  it.each(['5wd', '0.5wd', '7cd', '0cd', '4wh', 'PT30M', 'PT24H', 'PT90S', 'PT0S'])('%s is written as it was read', (text) => expect(writeBudget(readBudget(text)!)).toBe(text))

  it('says why an amount cannot be written', () => {
    expect(faultOf({ amount: 1.5, unit: 'cd' })).toBe('fraction')
    expect(faultOf({ amount: 0.125, unit: 'wd' })).toBe('digits')
    expect(faultOf({ amount: 3651, unit: 'wd' })).toBe('most')
    expect(faultOf({ amount: NaN, unit: 'wd' })).toBe('none')
    expect(faultOf({ amount: 0, unit: 'wh' })).toBe('none')
    expect(faultOf({ amount: 0.29, unit: 'wd' })).toBeNull()
    expect(writeBudget({ amount: 1.5, unit: 'h' })).toBeNull()
  })

  it.each([
    ['3wd', '3 个工作日'],
    ['0.5wd', '0.5 个工作日'],
    ['7cd', '7 个自然日'],
    ['4wh', '4 个工作小时'],
    ['PT30M', '30 分钟'],
    ['PT24H', '24 小时'],
    ['0cd', '当日（不过夜）'],
    ['PT0S', '到期时'],
    ['none', '不设'],
    ['soon', 'soon'],
  ])('%s is said as %s', (text, said) => expect(say(text)).toBe(said))

  it('is counted by one and by many in English', () => {
    words.global.setLocaleMessage('en' as never, { deadlines: english } as never)
    words.global.locale.value = 'en' as never
    expect([say('1wd'), say('3wd'), say('PT1H'), say('0cd')]).toEqual(['1 working day', '3 working days', '1 hour', 'the same day'])
    words.global.locale.value = 'zh' as never
  })
})
