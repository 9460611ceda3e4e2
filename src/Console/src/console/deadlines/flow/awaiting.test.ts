import { flushPromises, mount } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Schemas } from '@/contract/client'
import { useSession, type Role } from '@/session/session'
import { words } from '@/console/words'
import AwaitingCard from './AwaitingCard.vue'
import type { RuleDoor, VersionLine } from './door'

const by = { personId: 'p1', name: '甲', at: '2026-02-13T09:00:00+08:00', reason: '市里要求提速' }
const waiting: VersionLine = { version: '2026.2', state: 'awaiting', base: '2026.1', drafted: by, published: by, confirmed: null, rejected: null, openCases: 'from-start', effectiveFrom: null, undoes: null, inForceFrom: null, rolloutId: null }

async function card(personId: string, role: Role) {
  const pinia = createPinia()
  setActivePinia(pinia)
  useSession().me = { personId, name: personId, roles: [role] } as unknown as Schemas['Me']
  const confirm = vi.fn(async () => ({}))
  const door = { version: async () => ({ diff: [{ path: '$', zh: '一般：办结 5 个工作日 → 3 个工作日', en: '', kind: 'changed' }] }), confirm } as unknown as RuleDoor
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] })
  const page = mount(AwaitingCard, { props: { door, waiting }, global: { plugins: [pinia, words, router, ElementPlus] } })
  await flushPromises()
  return { page, confirm, buttons: page.findAll('button').map((button) => button.text()) }
}

describe('a version that waits for a second person', () => {
  it('tells who published it, why and what it changes', async () => {
    const { page } = await card('p2', 'auditor')
    for (const said of ['2026.2', '甲', '市里要求提速', '从头推算', '一般：办结 5 个工作日 → 3 个工作日']) expect(page.text()).toContain(said)
  })

  it('is confirmed by another administrator', async () => {
    const { page, confirm, buttons } = await card('p2', 'administrator')
    expect(buttons).toEqual(['确认施行', '预演此版本', '退回'])
    await page.findAll('button')[0]!.trigger('click')
    await flushPromises()
    expect(confirm).toHaveBeenCalledWith('2026.2')
    expect(page.emitted('settled')).toHaveLength(1)
  })

  it('is only withdrawn by its publisher, who is told why', async () => {
    const { page, buttons } = await card('p1', 'administrator')
    expect(buttons).toEqual(['预演此版本', '撤回'])
    expect(page.text()).toContain('须由另一位管理员确认')
  })

  it('is read but not decided by an auditor', async () => expect((await card('p3', 'auditor')).buttons).toEqual([]))
})
