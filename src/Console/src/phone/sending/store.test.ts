import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Schemas } from '@/contract/client'
import { Problem } from '@/contract/problem'
import { useSession } from '@/session/session'
import { close } from '../kept/database'
import { doors } from './doors'
import { useSending } from './store'

const unreachable = () => Promise.reject(Problem.unreachable())
const write = { do: 'command', case: 'c1', body: { command: 'progress' }, says: { what: 'progress', where: '' } } as const

/** Waits for what the browser's database does, while the time of the pauses stands still. */
async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((next) => setImmediate(next))
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval'] })
  await close()
  globalThis.indexedDB = new IDBFactory()
  setActivePinia(createPinia())
  useSession().me = { personId: 'p1' } as Schemas['Me']
  vi.spyOn(doors, 'whose').mockImplementation(unreachable)
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('stays offline while nothing waits, since then nobody is asked', async () => {
  const sending = useSending()
  sending.online = false
  await sending.send()
  expect([sending.online, vi.mocked(doors.whose).mock.calls.length]).toEqual([false, 0])
})

it('stays offline while all that waits is paused', async () => {
  const sending = useSending()
  vi.mocked(doors.whose).mockResolvedValue('p1')
  vi.spyOn(doors, 'batch').mockImplementation((writes) => Promise.resolve(writes.map(() => ({ status: 409, code: 'wrong-stage', detail: '', body: null }))))
  await sending.add({ ...write })
  await until(() => sending.items[0]?.tries === 1 && !sending.sending)
  sending.online = false
  await sending.send()
  expect(sending.online).toBe(false)
  await sending.send(true)
  expect(sending.online).toBe(true)
})

it('is offline once the host was not reached, with what was made still there', async () => {
  const sending = useSending()
  await sending.add({ ...write })
  await until(() => !sending.online)
  expect(sending.items).toHaveLength(1)
})

it('sends again by itself soon after the host was not reached, five times in all, and again once the network came back', async () => {
  const sending = useSending()
  const asked = vi.mocked(doors.whose)
  await sending.add({ ...write })
  for (const [tries, seconds] of [2, 4, 8, 16].entries()) {
    await until(() => !sending.sending && asked.mock.calls.length === tries + 1)
    vi.advanceTimersByTime(seconds * 1000 - 1)
    expect([sending.sending, asked.mock.calls.length]).toEqual([false, tries + 1])
    vi.advanceTimersByTime(1)
  }
  await until(() => !sending.sending && asked.mock.calls.length === 5)
  expect(vi.getTimerCount()).toBe(0)
  sending.watch()
  dispatchEvent(new Event('online'))
  await until(() => !sending.sending && asked.mock.calls.length === 6)
  // The half minute's, and the first pause again.
  expect(vi.getTimerCount()).toBe(2)
})

it('goes round again for what was made while it was sending', async () => {
  const sending = useSending()
  const heard: string[] = []
  let answer = () => {}
  vi.mocked(doors.whose).mockResolvedValue('p1')
  vi.spyOn(doors, 'batch').mockImplementation(async (writes) => {
    heard.push(...writes.map((one) => one.key))
    // The first is not to be done yet, so that its round ends with it.
    if (heard.length === 1) await new Promise<void>((done) => (answer = done))
    return writes.map((one) => ({ status: one.key === heard[0] ? 409 : 200, code: 'wrong-stage', detail: '', body: null }))
  })
  const first = await sending.add({ ...write })
  await until(() => heard.length === 1)
  const second = await sending.add({ ...write, case: 'c2' })
  answer()
  await until(() => !sending.sending)
  expect(heard).toEqual([first.key])
  await vi.advanceTimersByTimeAsync(1000)
  await until(() => !sending.sending)
  expect(heard).toContain(second.key)
})
