import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, ask, type Schemas } from '@/contract/client'
import { useLoad, type Load } from '@/contract/load'
import { onChanges } from '@/live/live'
import { minuteOf } from '@/time/format'
import { budgetOf } from '../clocks/bar'
import type { FactLine, Names } from '../facts/say'
import { useDirectory } from '../pick/directory'

type Parts = { about: Load<Schemas['CaseView']>; facts: Load<FactLine[]>; clocks: Load<Schemas['ClockView'][]>; notices: Load<Schemas['EscalationLine'][]>; again: () => Promise<void> }

/** Everything that the page of a case shows, kept fresh while it is open. */
export function useCase(caseId: Ref<string>): Parts {
  const path = (): { params: { path: { caseId: string } } } => ({ params: { path: { caseId: caseId.value } } })
  const sources = [caseId]
  const about = useLoad((signal) => ask(api.GET('/api/cases/{caseId}', { ...path(), signal })), sources)
  const clocks = useLoad(async (signal) => (await ask(api.GET('/api/cases/{caseId}/clocks', { ...path(), signal }))).items, sources)
  const facts = useLoad(async (signal) => {
    const found: FactLine[] = []
    for (let after: string | undefined; ; ) {
      const page = await ask(api.GET('/api/cases/{caseId}/facts', { params: { path: { caseId: caseId.value }, query: { limit: '200', after } }, signal }))
      found.push(...page.items)
      if (page.next === null) return found
      after = page.next
    }
  }, sources)
  const notices = useLoad(async (signal) => {
    const found: Schemas['EscalationLine'][] = []
    for (let after: string | undefined; ; ) {
      const page = await ask(api.GET('/api/cases/{caseId}/notices', { params: { path: { caseId: caseId.value }, query: { limit: '200', after } }, signal }))
      found.push(...page.items)
      if (page.next === null) return found
      after = page.next
    }
  }, sources)

  async function again(): Promise<void> {
    await Promise.all([about.again(), facts.again(), clocks.again(), notices.again()])
  }

  onChanges(() => void again(), { matters: (change) => change.caseId === about.data.value?.caseId })
  return { about, facts, clocks, notices, again }
}

/** Names for codes, from the directory and the words. */
export function useNames(): Names {
  const { t, te, locale } = useI18n({ useScope: 'global' })
  const directory = useDirectory()
  void Promise.allSettled([directory.want.unit(), directory.want.grid(), directory.want.category(), directory.want.person(), directory.want.policy()])
  const language = computed(() => (locale.value === 'zh' ? 'zh' : 'en'))
  const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
  const ofPolicy = (list: { code: string; zh: string; en: string }[] | undefined, code: unknown): string => list?.find((one) => one.code === code)?.[language.value] ?? text(code)
  return {
    unit: (code) => directory.unitName(text(code) || null) ?? '—',
    grid: (code) => directory.gridName(text(code) || null) ?? '—',
    category: (code) => directory.categoryName(text(code) || null) ?? text(code),
    person: (id) => directory.personName(text(id) || null) ?? text(id),
    clock: (id) => {
      const kind = text(id).split(':')[0]!
      return te(`terms.clock.${kind}`, 'zh') ? t(`terms.clock.${kind}`) : text(id)
    },
    time: (instant) => (instant ? minuteOf(text(instant)) : ''),
    budget: (amount) => {
      const budget = budgetOf(text(amount))
      return budget ? t(`cases.budget.${budget.unit}`, { amount: budget.amount }) : text(amount)
    },
    word: (list, code) => {
      if (list === 'refusal') return ofPolicy(directory.policy?.refusalClasses, code)
      if (list === 'suspension') return ofPolicy(directory.policy?.suspensionReasons, code)
      return te(`${list}.${text(code)}`, 'zh') ? t(`${list}.${text(code)}`) : text(code)
    },
  }
}
