import 'fake-indexeddb/auto'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { IDBFactory } from 'fake-indexeddb'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import type { Schemas } from '@/contract/client'
import { Problem } from '@/contract/problem'
import { useSession } from '@/session/session'
import { now, setNow } from '@/time/clock'
import { words } from '../words'
import { useHeard } from '../hearing/store'
import { close } from '../kept/database'
import { draftNames, draftOf } from '../kept/draft'
import { router } from '../router'
import { doors } from '../sending/doors'
import { useSending } from '../sending/store'
import InspectionPage from './InspectionPage.vue'

async function open(): Promise<VueWrapper> {
  const page = mount(InspectionPage as Component, { props: { id: 'i1' }, global: { plugins: [words, router] } })
  await vi.waitFor(() => expect(page.find('form').exists()).toBe(true))
  return page
}

function press(page: VueWrapper, text: string): Promise<void> {
  return page.findAll('button').find((one) => one.text() === text)!.trigger('click')
}

function filled(page: VueWrapper): string {
  return page.get('.head [role="status"]').text()
}

beforeEach(async () => {
  await close()
  globalThis.indexedDB = new IDBFactory()
  setActivePinia(createPinia())
  setNow('2026-02-13T09:00:00+08:00')
  useSession().me = { personId: 'p1' } as Schemas['Me']
  vi.spyOn(doors, 'whose').mockRejectedValue(Problem.unreachable())
  const heard = useHeard()
  const item = (id: string) => ({ id, zh: id, en: id, evidence: null, department: null })
  heard.parts = {
    inspections: [{ id: 'i1', name: 'A lane', kind: 'households', opensAt: new Date(now() - 1).toISOString(), dueAt: new Date(now() + 60_000).toISOString(), checklist: 'fire', checklistVersion: 1, items: [] }],
    checklists: [{ code: 'fire', version: 1, items: [item('a'), item('b')] }],
  } as never
  heard.ready = true
})

it('takes an inspection up where it was left', async () => {
  const first = await open()
  await press(first, '其余均正常')
  await first.findAll('textarea').at(-1)!.setValue('A wet step')
  await vi.waitFor(async () => expect(await draftOf('p1', draftNames.inspection('i1'))).toMatchObject({ told: { remark: 'A wet step' } }))
  first.unmount()
  const second = await open()
  expect(filled(second)).toBe('已填2/2')
  expect((second.findAll('textarea').at(-1)!.element as HTMLTextAreaElement).value).toBe('A wet step')
})

it('keeps what is ticked while the count of the day is told, and drops it once the result is handed in', async () => {
  const page = await open()
  await press(page, '其余均正常')
  await page.findAll('input[type="number"]')[0]!.setValue('12')
  await press(page, '只报走访进度')
  await vi.waitFor(() => expect(useSending().items.map((write) => write.says.what)).toEqual(['households']))
  await flushPromises()
  expect(filled(page)).toBe('已填2/2')
  await page.get('form').trigger('submit')
  await vi.waitFor(() => expect(useSending().items.map((write) => write.says.what)).toEqual(['households', 'result']))
  expect(await draftOf('p1', draftNames.inspection('i1'))).toBeNull()
})
