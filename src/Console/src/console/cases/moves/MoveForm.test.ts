import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { words } from '@/console/words'
import type { Case } from './forms'
import MoveForm from './MoveForm.vue'

/** The host: it hears what is sent, and answers with what a test has put here. */
const host = vi.hoisted(() => {
  const heard: { key: string | null; body: Record<string, unknown> }[] = []
  const answers: (() => Response | Promise<Response>)[] = []
  globalThis.fetch = async (input) => {
    const request = input as Request
    heard.push({ key: request.headers.get('Idempotency-Key'), body: (await request.json()) as Record<string, unknown> })
    return answers.shift()!()
  }
  return { heard, answers }
})

function about(version: number, allowedCommands = ['comment']): Case {
  return { caseId: 'c1', code: '440804-260213-L6AXV9V-Q', category: 'facility', categoryName: '设施', version, allowedCommands, pending: [], clocks: [], subtasks: [] } as unknown as Case
}

async function open(look = async () => {}): Promise<VueWrapper> {
  const form = mount(MoveForm, { props: { command: 'comment', about: about(7), draft: {}, look }, global: { plugins: [createPinia(), words, ElementPlus], stubs: { teleport: true, transition: true } } })
  await flushPromises()
  return form
}

function refuse(status: number, code: string): void {
  host.answers.push(() => Response.json({ code, detail: 'in the words of the host' }, { status, headers: { 'Content-Type': 'application/problem+json' } }))
}

async function press(form: VueWrapper): Promise<void> {
  await form.findAll('button').find((button) => button.text() === '提交')!.trigger('click')
  await flushPromises()
}

beforeEach(() => {
  host.heard.length = 0
  host.answers.length = 0
})

describe('the form of a move', () => {
  it('says what is missing, and sends nothing before it is there', async () => {
    const form = await open()
    await press(form)
    await vi.waitFor(() => expect(form.find('.el-form-item__error').text()).toBe('请填写情况说明'))
    expect(host.heard).toEqual([])
  })

  it('shows a refusal in plain words, keeps what was typed, and has the case looked at again', async () => {
    const look = vi.fn(async () => {})
    const form = await open(look)
    await form.find('textarea').setValue('请尽快处理')
    refuse(409, 'wrong-state')
    await press(form)
    expect(form.find('[role=alert]').text()).toContain('案件当前状态不能进行这一步')
    expect(form.text()).not.toContain('in the words of the host')
    expect(form.find('textarea').element.value).toBe('请尽快处理')
    expect(look).toHaveBeenCalledOnce()
    expect(form.emitted('done')).toBeUndefined()
  })

  it('is sent once when it is pressed twice', async () => {
    const form = await open()
    await form.find('textarea').setValue('请尽快处理')
    let answer = (_: Response) => {}
    host.answers.push(() => new Promise((done) => (answer = done)))
    await press(form)
    await press(form)
    await form.find('form').trigger('submit')
    answer(Response.json({ caseId: 'c1' }))
    await flushPromises()
    expect(host.heard).toHaveLength(1)
    expect(form.emitted('done')).toHaveLength(1)
  })

  it('goes under the same key when no answer was seen, and under another once the text is another', async () => {
    const form = await open()
    const lost = () => Promise.reject(new TypeError('Failed to fetch'))
    host.answers.push(lost, lost, () => Response.json({ caseId: 'c1' }))
    await form.find('textarea').setValue('请尽快处理')
    await press(form)
    await press(form)
    await form.find('textarea').setValue('请尽快处理，谢谢')
    await press(form)
    const [first, again, other] = host.heard.map((one) => one.key)
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })

  it('says that the case has moved on, and is then meant for what is shown now', async () => {
    const form = await open()
    await form.find('textarea').setValue('请尽快处理')
    refuse(409, 'stale-version')
    await press(form)
    expect(form.text()).toContain('案件已被更新')
    await form.setProps({ about: about(9) })
    host.answers.push(() => Response.json({ caseId: 'c1' }))
    await press(form)
    expect(host.heard.map((one) => one.body)).toEqual([7, 9].map((expectedVersion) => ({ command: 'comment', text: '请尽快处理', expectedVersion })))
    expect(form.emitted('done')).toHaveLength(1)
  })

  it('says when the move has become impossible meanwhile', async () => {
    const form = await open()
    await form.setProps({ about: about(8, []) })
    expect(form.text()).toContain('案件现在的状态已不能进行这一步')
  })
})
