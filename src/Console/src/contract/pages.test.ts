import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { ref } from 'vue'
import { allPages, usePages } from './pages'

const numbers = (after: string | undefined) => Promise.resolve({ items: [Number(after ?? 0)], next: Number(after ?? 0) < 2 ? String(Number(after ?? 0) + 1) : null })

test('further pages are put behind the first until there is none', async () => {
  const pages = usePages(numbers)
  await flushPromises()
  await pages.more()
  await pages.more()
  await pages.more()
  expect(pages.data.value).toEqual([0, 1, 2])
  expect(pages.next.value).toBeNull()
})

test('a page that answers an earlier question is thrown away', async () => {
  const asked = ref('a')
  let answerLate = (_: { items: string[]; next: null }) => {}
  const pages = usePages<string>((after) => (after ? new Promise((done) => (answerLate = done)) : Promise.resolve({ items: [asked.value], next: 'more' })), [asked])
  await flushPromises()
  const late = pages.more()
  asked.value = 'b'
  await flushPromises()
  answerLate({ items: ['a2'], next: null })
  await late
  expect(pages.data.value).toEqual(['b'])
  expect(pages.next.value).toBe('more')
})

test('all pages are read to the end', async () => {
  expect(await allPages(numbers)).toEqual([0, 1, 2])
})
