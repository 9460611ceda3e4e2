import { inject, provide, type InjectionKey } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, ask } from '@/contract/client'
import { useLoad } from '@/contract/load'
import { every } from '../flow/every'
import { conditions, type Condition } from './form'

export type When = Partial<Record<Condition, string | string[]>>
export type Category = { code: string; name: string }

const key: InjectionKey<() => Category[]> = Symbol('categories')

/** The categories of the county, loaded once for a page. */
export function provideCategories(): void {
  const { data } = useLoad(() => every<Category>((query) => ask(api.GET('/api/directory/categories', { params: { query } }))))
  provide(key, () => data.value ?? [])
}

export function useCategories(): () => Category[] {
  return inject(key, () => [])
}

/** The cases that a rule is for, in words: 投诉 · 三级（一般）; every case without conditions. */
export function useMatchWords(): (when: When | undefined) => string {
  const { t } = useI18n({ useScope: 'global' })
  const categories = useCategories()

  function categoryWords(code: string): string {
    const below = code.endsWith('.*')
    const plain = below ? code.slice(0, -2) : code
    const name = categories().find((category) => category.code === plain)?.name ?? plain
    return below ? t('deadlines.match.below', { name }) : name
  }

  return (when) => {
    const said = (Object.keys(conditions) as Condition[]).flatMap((condition) => {
      const asked = when?.[condition]
      if (!asked || asked.length === 0) return []
      if (condition === 'category') return [categoryWords(String(asked))]
      return [[asked].flat().map((one) => t(`terms.${condition}.${one.toLowerCase()}`)).join(t('deadlines.match.or'))]
    })
    return said.length ? said.join(' · ') : t('deadlines.match.every')
  }
}
