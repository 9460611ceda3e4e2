import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { words } from '@/console/words'
import OnceShown from './OnceShown.vue'
import { stateOf } from './accountState'
import { asText, isUser, linesOf, userFor } from './secrets'

const drawn = [
  { user: 'worker-103', personId: 'p-00103', name: '陈明', password: 'first-secret' },
  { user: 'worker-104', personId: 'p-00104', name: null, password: 'second-secret' },
]

function shown() {
  const slot = { template: '<div><slot /><slot name="footer" /></div>' }
  const button = { props: ['disabled'], template: '<button :disabled="disabled"><slot /></button>' }
  const box = { props: ['modelValue'], emits: ['update:modelValue'], template: `<input type="checkbox" :checked="modelValue" @change="$emit('update:modelValue', $event.target.checked)" />` }
  return mount(OnceShown, { props: { title: '密码', lines: linesOf(drawn) }, global: { plugins: [words], stubs: { ElDialog: slot, ElAlert: true, ElButton: button, ElCheckbox: box } } })
}

test('each secret is shown with whose it is', () => {
  const text = shown().text()
  expect(text).toContain('陈明')
  expect(text).toContain('p-00104')
  expect(text).toContain('first-secret')
  expect(text).toContain('second-secret')
})

test('secrets are closed only by somebody who says that they are kept', async () => {
  const dialog = shown()
  const close = dialog.findAll('button').at(-1)!
  expect(close.attributes('disabled')).toBeDefined()
  await dialog.find('input').setValue(true)
  expect(close.attributes('disabled')).toBeUndefined()
  await close.trigger('click')
  expect(dialog.emitted('close')).toHaveLength(1)
})

test('all secrets are copied as rows of a spreadsheet', () => {
  expect(asText(linesOf(drawn))).toBe('陈明\tworker-103\tfirst-secret\np-00104\tworker-104\tsecond-secret')
})

test('a proposed user says the role and the number, and is never one that is taken', () => {
  expect(userFor({ personId: 'p-00103', roles: ['grid-worker'] }, new Set())).toBe('worker-103')
  expect(userFor({ personId: 'p-00103', roles: ['grid-worker'] }, new Set(['worker-103', 'worker-103-2']))).toBe('worker-103-3')
  expect(userFor({ personId: '张三', roles: ['leader'] }, new Set())).toBe('leader-1')
})

test('a user has 3 to 64 small letters and digits', () => {
  expect(['ab', 'Abc', '-abc', 'a b c', 'x'.repeat(65)].filter(isUser)).toEqual([])
  expect(['abc', '1.2', 'a@b.cn', 'x'.repeat(64)].filter((word) => !isUser(word))).toEqual([])
})

test('a disabled account is called disabled before all else', () => {
  expect(stateOf({ disabled: true, name: null, passwordDrawn: true })).toBe('disabled')
  expect(stateOf({ disabled: false, name: null, passwordDrawn: true })).toBe('gone')
  expect(stateOf({ disabled: false, name: '陈明', passwordDrawn: true })).toBe('drawn')
  expect(stateOf({ disabled: false, name: '陈明', passwordDrawn: false })).toBe('active')
})
