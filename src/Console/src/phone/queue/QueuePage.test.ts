import 'fake-indexeddb/auto'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { words } from '../words'
import { useSending } from '../sending/store'
import type { Waiting } from '../sending/waiting'
import QueuePage from './QueuePage.vue'

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: QueuePage }] })
let place = 0

function write(more: Partial<Waiting>): Waiting {
  return {
    place: ++place, person: 'p1', key: `k${place}`, do: 'command', case: 'c1', after: [], body: {}, says: { what: 'progress', where: '路灯不亮' }, madeAt: '2026-02-13T09:00:00+08:00', state: 'waiting', tries: 0, notBefore: 0, told: null, ...more,
  }
}

async function show(items: Waiting[], more: { online?: boolean; others?: number } = {}): Promise<VueWrapper> {
  Object.assign(useSending(), { items, online: true, others: 0, ...more })
  const page = mount(QueuePage, { global: { plugins: [router, words] } })
  await flushPromises()
  return page
}

function told(status: number, code: string): Waiting['told'] {
  return { status, code, detail: 'in the words of the host', at: 0 }
}

beforeEach(() => setActivePinia(createPinia()))

describe('what has not been sent', () => {
  it('says that nothing waits, with no button to send it', async () => {
    const page = await show([])
    expect(page.text()).toContain('没有未发送的内容')
    expect(page.findAll('button')).toHaveLength(0)
  })

  it('is shown with what it holds, and without a network it says that nothing is lost', async () => {
    const page = await show([write({ body: { text: '已更换灯泡' } })], { online: false })
    expect(page.text()).toContain('没有网络也可以照常填写')
    expect(page.find('li').text()).toContain('等待发送')
    expect(page.find('details').text()).toContain('已更换灯泡')
    expect(page.findAll('li button').map((button) => button.text())).toEqual(['放弃'])
  })

  it('is sent at once when the person asks, and a second press waits until that is over', async () => {
    const page = await show([write({})])
    const send = vi.spyOn(useSending(), 'send').mockResolvedValue()
    const button = page.findAll('button').find((one) => one.text() === '立即发送')!
    await button.trigger('click')
    expect(send).toHaveBeenCalledExactlyOnceWith(true)
    useSending().sending = true
    await flushPromises()
    expect(button.attributes('disabled')).toBeDefined()
  })

  it('puts what was refused first, says why in plain words, and leaves it to the person', async () => {
    const page = await show([write({}), write({ do: 'report', says: { what: 'report', where: '井盖松动' }, state: 'refused', tries: 1, told: told(422, 'unknown-category') })])
    const first = page.find('li')
    expect(first.text()).toContain('未被接受')
    expect(first.find('[role=note]').text()).toBe('没有这个类别，请重新选择。')
    expect(first.findAll('button').map((button) => button.text())).toEqual(['补充说明', '重试', '放弃'])
  })

  it('tells what waits for another of the same case from what will be tried again by itself', async () => {
    const page = await show([write({ told: told(409, 'waits-for-others'), tries: 1 }), write({ told: told(409, 'wrong-state'), tries: 2 })])
    const [waits, again] = page.findAll('li')
    expect(waits!.text()).toContain('等待同一案件的前一步')
    expect(waits!.find('[role=note]').exists()).toBe(false)
    expect(again!.text()).toContain('暂时不能接受，将自动重试')
    expect(again!.text()).toContain('已试2次')
  })

  it('says that others have something unsent on this phone, and nothing of what it is', async () => {
    expect((await show([], { others: 2 })).find('.gp-card').text()).toContain('手机上还有其他人未发送的2条')
  })
})
