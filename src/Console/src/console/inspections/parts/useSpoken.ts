import { useI18n } from 'vue-i18n'
import { readBudget, readPeriod } from './period'

/** Says periods and budgets as people do: P2W → 每2周, 4wd → 4个工作日; what is written otherwise is shown as it is. */
export function useSpoken() {
  const { t } = useI18n({ useScope: 'global' })

  function every(text: string | null | undefined): string {
    const period = readPeriod(text)
    return period ? t(`inspections.every.${period.unit}`, { count: period.count }, period.count) : (text ?? '')
  }

  function within(text: string | null | undefined): string {
    const budget = readBudget(text)
    return budget ? t(`inspections.within.${budget.unit}`, { count: budget.count }, budget.count) : (text ?? '')
  }

  return { every, within }
}
