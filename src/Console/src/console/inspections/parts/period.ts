/** How often, as the host writes it: P1W is every week. Null for what is not written so. */
export function readPeriod(text: string | null | undefined): { count: number; unit: 'D' | 'W' | 'M' } | null {
  const parts = /^P([1-9]\d{0,2})([DWM])$/.exec(text ?? '')
  if (parts) return { count: Number(parts[1]), unit: parts[2] as 'D' | 'W' | 'M' }
  const days = /^([1-9]\d{0,2})cd$/.exec(text ?? '')
  return days ? { count: Number(days[1]), unit: 'D' } : null
}

export function writePeriod(count: number, unit: 'D' | 'W' | 'M'): string {
  return `P${count}${unit}`
}

export type BudgetUnit = 'cd' | 'wd' | 'wh' | 'h'

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
