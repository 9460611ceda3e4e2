/** 口径 In what a budget counts: `wd`, `cd` and `wh` by the calendar, hours and minutes around the clock. */
export const budgetUnits = ['wd', 'cd', 'wh', 'h', 'm', 's'] as const
export type BudgetUnit = (typeof budgetUnits)[number]
export type BudgetParts = { amount: number; unit: BudgetUnit }

const most = 3650
const compact = /^(\d+(?:\.\d{1,2})?)(wd|cd|wh)$/
const duration = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/** Reads a budget as the rules write it: 5wd, 0.5wd, 7cd, 4wh, PT30M. Null for every other text. */
export function readBudget(text: string): BudgetParts | null {
  const days = compact.exec(text)
  if (days) {
    const parts = { amount: Number(days[1]), unit: days[2] as BudgetUnit }
    return faultOf(parts) ? null : parts
  }
  const time = duration.exec(text)
  if (!time || text.length < 3 || text.endsWith('T')) return null
  const [day, hour, minute, second] = time.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number]
  const seconds = ((day * 24 + hour) * 60 + minute) * 60 + second
  if (seconds > most * 86_400) return null
  if (seconds % 60 !== 0) return { amount: seconds, unit: 's' }
  return seconds % 3600 === 0 && seconds > 0 ? { amount: seconds / 3600, unit: 'h' } : { amount: seconds / 60, unit: 'm' }
}

/** Writes what `readBudget` reads. Amounts that cannot be written give null. */
export function writeBudget({ amount, unit }: BudgetParts): string | null {
  if (faultOf({ amount, unit })) return null
  if (unit === 'h') return `PT${amount}H`
  if (unit === 'm') return amount === 0 ? 'PT0S' : `PT${amount}M`
  return unit === 's' ? `PT${amount}S` : `${amount}${unit}`
}

/** Why an amount cannot be written in its unit: fractions are for working days and office hours only, of at most two digits; 3,650 days at most. */
export function faultOf({ amount, unit }: BudgetParts): 'none' | 'fraction' | 'digits' | 'most' | null {
  if (!Number.isFinite(amount) || amount < 0 || (unit === 'wh' && amount === 0)) return 'none'
  if (amount > { wd: most, cd: most, wh: most * 24, h: most * 24, m: most * 1440, s: most * 86_400 }[unit]) return 'most'
  if (unit !== 'wd' && unit !== 'wh') return Number.isInteger(amount) ? null : 'fraction'
  return Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-9 ? null : 'digits'
}

type Translate = (key: string, plural: number) => string

/** A budget in words: 5 个工作日, 30 分钟, 当日（不过夜）. What is no budget is shown as it is written. */
export function budgetWords(text: string, t: Translate): string {
  if (text === 'none') return t('deadlines.budget.none', 1)
  const parts = readBudget(text)
  if (!parts) return text
  if (parts.amount === 0) return t(parts.unit === 'wd' || parts.unit === 'cd' ? 'deadlines.budget.sameDay' : 'deadlines.budget.atOnce', 1)
  return t(`deadlines.budget.${parts.unit}`, parts.amount)
}
