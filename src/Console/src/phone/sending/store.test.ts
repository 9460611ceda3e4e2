import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Schemas } from '@/contract/client'
import { Problem } from '@/contract/problem'
import { useSession } from '@/session/session'
import { close } from '../kept/database'
import { doors } from './doors'
import { useSending } from './store'

const unreachable = () => Promise.reject(Problem.unreachable())
const write = { do: 'command', case: 'c1', body: { command: 'progress' }, says: { what: 'progress', where: '' } } as const

beforeEach(async () => {
  await close()
  globalThis.indexedDB = new IDBFactory()
  setActivePinia(createPinia())
  useSession().me = { personId: 'p1' } as Schemas['Me']
  vi.spyOn(doors, 'whose').mockImplementation(unreachable)
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
  await vi.waitFor(() => expect(sending.items[0]?.tries).toBe(1))
  await vi.waitFor(() => expect(sending.sending).toBe(false))
  sending.online = false
  await sending.send()
  expect(sending.online).toBe(false)
  await sending.send(true)
  expect(sending.online).toBe(true)
})

it('is offline once the host was not reached, with what was made still there', async () => {
  const sending = useSending()
  await sending.add({ ...write })
  await vi.waitFor(() => expect(sending.online).toBe(false))
  expect(sending.items).toHaveLength(1)
})
