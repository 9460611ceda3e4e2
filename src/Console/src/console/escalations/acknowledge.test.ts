import { describe, expect, it } from 'vitest'
import { Problem } from '@/contract/problem'
import { acknowledgeAll } from './acknowledge'

describe('answering for several', () => {
  it('goes on after one that is refused and says which and why', async () => {
    const told = await acknowledgeAll(['a', 'b', 'c'], '已督促', async (id, remark) => {
      expect(remark).toBe('已督促')
      if (id === 'b') throw new Problem(403, 'not-the-receiver', '')
    })
    expect(told.done).toEqual(['a', 'c'])
    expect(told.failed.map((one) => [one.id, one.problem.code])).toEqual([['b', 'not-the-receiver']])
  })

  it('does not try the rest where the host is not reached', async () => {
    const tried: string[] = []
    const told = await acknowledgeAll(['a', 'b', 'c'], '', async (id) => {
      tried.push(id)
      if (id === 'b') throw Problem.unreachable()
    })
    expect(tried).toEqual(['a', 'b'])
    expect(told.done).toEqual(['a'])
    expect(told.failed.map((one) => one.id)).toEqual(['b', 'c'])
  })

  it('sends one after the other', async () => {
    let under = 0
    await acknowledgeAll(['a', 'b'], '', async () => {
      expect(++under).toBe(1)
      await Promise.resolve()
      under--
    })
  })

  it('does not swallow what is no answer of the host', async () => {
    await expect(
      acknowledgeAll(['a'], '', async () => {
        throw new TypeError('a fault of the page')
      }),
    ).rejects.toThrow(TypeError)
  })
})
