export const periodUnits = ['D', 'W', 'M'] as const
export type PeriodUnit = (typeof periodUnits)[number]

/** How often, as the host writes it: P1W is every week. Null for what is not written so. */
export function readPeriod(text: string | null | undefined): { count: number; unit: PeriodUnit } | null {
  const parts = /^P([1-9]\d{0,2})([DWM])$/.exec(text ?? '')
  if (parts) return { count: Number(parts[1]), unit: parts[2] as PeriodUnit }
  const days = /^([1-9]\d{0,2})cd$/.exec(text ?? '')
  return days ? { count: Number(days[1]), unit: 'D' } : null
}

export function writePeriod(count: number, unit: PeriodUnit): string {
  return `P${count}${unit}`
}

export const budgetUnits = ['cd', 'wd', 'wh', 'h'] as const
export type BudgetUnit = (typeof budgetUnits)[number]

/** How long there is, as the host writes it: 4wd working days, 2cd calendar days, 4wh working hours, PT48H hours. Null for what is not written so. */
export function readBudget(text: string | null | undefined): { count: number; unit: BudgetUnit } | null {
  const hours = /^PT(\d{1,4})H$/.exec(text ?? '')
  if (hours) return { count: Number(hours[1]), unit: 'h' }
  const parts = /^(\d{1,4})(cd|wd|wh)$/.exec(text ?? '')
  return parts ? { count: Number(parts[1]), unit: parts[2] as BudgetUnit } : null
}

export function writeBudget(count: number, unit: BudgetUnit): string {
  return unit === 'h' ? `PT${count}H` : `${count}${unit}`
}
