import { useI18n } from 'vue-i18n'

/** What a clock is called, by its id: `sign-off`, `subtask:s1`, and those of inspections and care visits. */
export function useClockWord(): (id: string) => string {
  const { t, te } = useI18n({ useScope: 'global' })
  return (id) => {
    const kind = id.split(':')[0]!
    const key = [`terms.clock.${kind}`, `escalations.otherClock.${kind}`].find((one) => te(one, 'zh'))
    return key ? t(key) : id
  }
}
