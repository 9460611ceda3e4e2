import { useI18n } from 'vue-i18n'
import { useClockWord } from '../parts/clockWord'
import type { Notice } from './marks'

/** What brought a notice, in words: 签收 · 超期第2级督办. */
export function useMarkWord(): (notice: Pick<Notice, 'purpose' | 'clock' | 'rung'>) => string {
  const { t, te } = useI18n({ useScope: 'global' })
  const clockWord = useClockWord()
  return (notice) => {
    const key = `escalations.purpose.${notice.purpose}`
    const purpose = notice.rung > 0 ? t('escalations.rung', { rung: notice.rung }) : te(key, 'zh') ? t(key) : notice.purpose
    return notice.clock ? `${clockWord(notice.clock)} · ${purpose}` : purpose
  }
}
