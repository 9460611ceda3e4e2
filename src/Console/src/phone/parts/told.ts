import { useI18n } from 'vue-i18n'

/** Says a refusal in plain words: the phone's own, those of all pages, or the host's. */
export function useSaid(): (problem: { code: string; detail: string }) => string {
  const { t, te } = useI18n({ useScope: 'global' })
  return ({ code, detail }) => {
    for (const key of [`phone.problem.${code}`, `frame.problem.${code}`]) if (te(key) || te(key, 'zh')) return t(key)
    return t('frame.problem.other', { detail: detail || code })
  }
}
