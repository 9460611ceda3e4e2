import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { words } from '../words'
import { useHandIn } from './handIn'
import { useSending } from './store'
import type { Waiting, Write } from './waiting'

const write: Write = { do: 'command', case: 'c1', body: {}, says: { what: 'progress', where: '' } }

function form(): ReturnType<typeof useHandIn> {
  let made: ReturnType<typeof useHandIn> | undefined
  mount(defineComponent({ setup: () => ((made = useHandIn()), () => null) }), { global: { plugins: [words] } })
  return made!
}

beforeEach(() => {
  setActivePinia(createPinia())
  document.body.innerHTML = ''
})

it('makes one write of two presses, also while the form is still going on', async () => {
  const add = vi.spyOn(useSending(), 'add').mockResolvedValue({} as Waiting)
  const { busy, handIn } = form()
  let leave = () => {}
  const first = handIn(write, () => new Promise<void>((done) => (leave = done)))
  await handIn(write)
  await vi.waitFor(() => expect(add).toHaveBeenCalledOnce())
  await handIn(write)
  leave()
  await first
  expect([add.mock.calls.length, busy.value]).toEqual([1, false])
})

it('says that a full phone kept nothing, stays on the form and can be pressed again', async () => {
  const add = vi.spyOn(useSending(), 'add').mockRejectedValueOnce(new DOMException('', 'QuotaExceededError')).mockResolvedValue({} as Waiting)
  const { busy, handIn } = form()
  const goOn = vi.fn()
  await handIn(write, goOn)
  expect([busy.value, goOn.mock.calls.length]).toEqual([false, 0])
  await vi.waitFor(() => expect(document.body.textContent).toContain('手机没有保存下来'))
  await handIn(write, goOn)
  expect([add.mock.calls.length, goOn.mock.calls.length]).toEqual([2, 1])
})
