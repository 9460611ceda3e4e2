import { flushPromises, mount } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Schemas } from '@/contract/client'
import { useSession, type Role } from '@/session/session'
import { words } from '@/console/words'
import { speak } from '@/words'
import AwaitingCard from './AwaitingCard.vue'
import type { RuleDoor, VersionLine } from './door'

const by = { personId: 'p1', name: '甲', at: '2026-02-13T09:00:00+08:00', reason: '市里要求提速' }
const counted = { previewId: 'v1', state: 'done', computedAt: '2026-02-13T09:30:00+08:00', result: { open: { cases: 220, counts: { moved: 180, sooner: 170, later: 10, becameOverdue: 7, noLongerOverdue: 0 }, noticesAtOnce: 9 } } }
const waiting: VersionLine = { version: '2026.2', state: 'awaiting', base: '2026.1', drafted: by, published: by, confirmed: null, rejected: null, openCases: 'from-start', effectiveFrom: null, undoes: null, inForceFrom: null, rolloutId: null }

async function card(personId: string, role: Role, previewed = vi.fn(async (): Promise<unknown> => counted)) {
  const pinia = createPinia()
  setActivePinia(pinia)
  useSession().me = { personId, name: personId, roles: [role] } as unknown as Schemas['Me']
  const confirm = vi.fn(async () => ({}))
  const door = { version: async () => ({ diff: [{ path: '$', zh: '一般：办结 5 个工作日 → 3 个工作日', en: '', kind: 'changed' }] }), preview: vi.fn(async () => ({ previewId: 'v1' })), previewed, leave: vi.fn(async () => ({})), confirm } as unknown as RuleDoor
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] })
  const page = mount(AwaitingCard, { props: { door, waiting }, global: { plugins: [pinia, words, router, ElementPlus] } })
  await flushPromises()
  return { page, door, confirm, buttons: page.findAll('button').map((button) => button.text()) }
}

/** The question, which stands outside the card. */
const asked = (): HTMLElement => [...document.querySelectorAll<HTMLElement>('.el-dialog')].at(-1)!
async function press(which: number): Promise<void> {
  ;[...asked().querySelectorAll<HTMLButtonElement>('.end button')].at(which)!.click()
  await flushPromises()
}

describe('a version that waits for a second person', () => {
  it('tells who published it, why and what it changes', async () => {
    const { page } = await card('p2', 'auditor')
    for (const said of ['2026.2', '甲', '市里要求提速', '从头推算', '一般：办结 5 个工作日 → 3 个工作日']) expect(page.text()).toContain(said)
  })

  it.each([
    ['zh', ['确认施行 2026.2？', '变为超期7', '立即发出提醒9', '时限变动180']],
    ['en', ['Confirm 2026.2?', 'Become overdue7', 'Alerts at once9', 'Due time moved180']],
  ] as const)('is confirmed by another administrator, who is told first what comes of it (%s)', async (language, said) => {
    await speak(language)
    const { page, door, confirm } = await card('p2', 'administrator')
    await page.findAll('button')[0]!.trigger('click')
    await flushPromises()
    expect(confirm).not.toHaveBeenCalled()
    expect(door.preview).toHaveBeenCalledWith(expect.objectContaining({ version: '2026.2', openCases: 'from-start' }))
    for (const sentence of said) expect(asked().textContent).toContain(sentence)
    await press(-1)
    expect(confirm).toHaveBeenCalledWith('2026.2')
    expect(page.emitted('settled')).toHaveLength(1)
    page.unmount()
    await speak('zh')
  })

  it('is not confirmed before it was counted, nor when nobody wants it after all', async () => {
    let tell: (preview: unknown) => void = () => undefined
    const { page, confirm, buttons } = await card('p2', 'administrator', vi.fn(() => new Promise((told) => (tell = told))))
    expect(buttons).toEqual(['确认施行', '预演此版本', '退回'])
    await page.findAll('button')[0]!.trigger('click')
    await flushPromises()
    await press(-1)
    expect(confirm).not.toHaveBeenCalled()
    tell({ ...counted, state: 'failed', result: null })
    await flushPromises()
    expect(asked().textContent).toContain('确认的影响未知')
    await press(0)
    expect(confirm).not.toHaveBeenCalled()
    page.unmount()
  })

  it.each([
    ['running', 1],
    ['done', 0],
  ])('stops a count that nobody waits for any more, and only that (%s)', async (state, stopped) => {
    const { page, door } = await card('p2', 'administrator', vi.fn(async () => ({ ...counted, state, result: state === 'done' ? counted.result : null, progress: { casesDone: 1, cases: 9 } })))
    await page.findAll('button')[0]!.trigger('click')
    await flushPromises()
    await press(0)
    expect(door.leave).toHaveBeenCalledTimes(stopped)
    page.unmount()
  })

  it('is only withdrawn by its publisher, who is told why', async () => {
    const { page, buttons } = await card('p1', 'administrator')
    expect(buttons).toEqual(['预演此版本', '撤回'])
    expect(page.text()).toContain('须由另一位管理员确认')
  })

  it('is read but not decided by an auditor', async () => expect((await card('p3', 'auditor')).buttons).toEqual([]))
})
