import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { Problem } from '@/contract/problem'
import type { Notice } from './marks'
import { useNoticePages } from './useNoticePages'

type Page = { items: Notice[]; next?: string | null }
type Asked = { after?: string; limit: string; answer: (page: Page) => Promise<void>; fail: (problem: Problem) => Promise<void> }

const named = (...ids: string[]) => ids.map((id) => ({ id }) as Notice)

/** A list whose answers come when the test gives them. */
function list() {
  const asked: Asked[] = []
  const filter = ref('open')
  const pages = effectScope().run(() =>
    useNoticePages(
      (page) =>
        new Promise<Page>((resolve, reject) => {
          asked.push({
            ...page,
            answer: async (told) => {
              resolve(told)
              for (let i = 0; i < 5; i++) await nextTick()
            },
            fail: async (problem) => {
              reject(problem)
              for (let i = 0; i < 5; i++) await nextTick()
            },
          })
        }),
      [filter],
    ),
  )!
  return { asked, filter, pages, ids: () => pages.notices.value.map((notice) => notice.id) }
}

describe('a list of notices', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('grows by pages and ends where there are no more', async () => {
    const { asked, pages, ids } = list()
    await asked[0]!.answer({ items: named('a', 'b'), next: 'b' })
    expect(pages.hasMore.value).toBe(true)
    void pages.grow()
    expect(asked[1]!.after).toBe('b')
    await asked[1]!.answer({ items: named('b', 'c'), next: null })
    expect(ids()).toEqual(['a', 'b', 'c'])
    expect(pages.hasMore.value).toBe(false)
    await pages.grow()
    expect(asked).toHaveLength(2)
  })

  it('says why it could not grow, and grows when it is asked again', async () => {
    const { asked, pages, ids } = list()
    await asked[0]!.answer({ items: named('a'), next: 'a' })
    void pages.grow()
    await asked[1]!.fail(Problem.unreachable())
    expect([pages.growProblem.value?.code, pages.hasMore.value]).toEqual(['unreachable', true])
    void pages.grow()
    await asked[2]!.answer({ items: named('b'), next: null })
    expect([pages.growProblem.value, ids()]).toEqual([null, ['a', 'b']])
  })

  it('is read again as far as it was shown', async () => {
    const { asked, pages } = list()
    await asked[0]!.answer({ items: named(...Array.from({ length: 50 }, (_, i) => `n${i}`)), next: 'n49' })
    void pages.grow()
    await asked[1]!.answer({ items: named(...Array.from({ length: 50 }, (_, i) => `m${i}`)), next: 'm49' })
    void pages.load.again()
    expect(asked[2]).toMatchObject({ limit: '100' })
    expect(asked[2]!.after).toBeUndefined()
  })

  it('does not put a page of the old list behind a new one', async () => {
    const { asked, filter, pages, ids } = list()
    await asked[0]!.answer({ items: named('a'), next: 'a' })
    void pages.grow()
    filter.value = 'all'
    await nextTick()
    await asked[2]!.answer({ items: named('x'), next: 'x' })
    await asked[1]!.answer({ items: named('b'), next: 'b' })
    expect(ids()).toEqual(['x'])
    expect(pages.hasMore.value).toBe(true)
  })
})
