import { useI18n } from 'vue-i18n'
import { budgetWords } from './budget'
import type { Field } from './form'
import { useMatchWords, type When } from './match'
import type { Json } from './path'
import { useSheet } from './sheet'

/** A value of the rules as people read it. */
export function useFieldWords(): (field: Field, value: Json | undefined) => string {
  const { t, locale } = useI18n({ useScope: 'global' })
  const match = useMatchWords()
  const sheet = useSheet()
  const list = (value: Json, words: (one: string) => string) => (value as string[]).map(words).join(t('deadlines.match.and'))

  return (field, value) => {
    if (field.kind === 'when') return match(value as When | undefined)
    if (field.kind === 'flag') return t(value ? 'deadlines.yes' : 'deadlines.no')
    if (value === undefined || value === null) return '–'
    switch (field.kind) {
      case 'budget':
        return budgetWords(String(value), t)
      case 'budgets':
        return list(value, (one) => budgetWords(one, t))
      case 'levels': {
        const scale = (sheet.document.value as { visit?: { scale?: { code: string; zh: string; en: string }[] } }).visit?.scale ?? []
        return list(value, (one) => scale.find((level) => level.code === one)?.[locale.value as 'zh' | 'en'] ?? one)
      }
      case 'post':
        return t(`deadlines.post.${value as string}`)
      case 'posts':
        return list(value, (one) => t(`deadlines.post.${one}`))
      case 'choice':
        return t(`${field.words}.${value as string}`)
      case 'many':
        return list(value, (one) => t(`${field.words}.${one}`))
      case 'time':
        return String(value).slice(0, 5)
      default:
        return String(value)
    }
  }
}
