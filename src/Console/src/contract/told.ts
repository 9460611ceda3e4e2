import { useI18n } from 'vue-i18n'
import type { Problem } from './problem'

/** Says a problem in plain words: the page's own where it knows the code, the host's otherwise. */
export function useTold(): (problem: Problem) => string {
  const { t, te } = useI18n({ useScope: 'global' })
  return (problem) => {
    const key = `frame.problem.${problem.code}`
    if (te(key) || te(key, 'zh')) return t(key)
    return t('frame.problem.other', { detail: problem.detail || problem.code })
  }
}
