import { describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { Problem } from '@/contract/problem'
import { useBulk } from './bulk'

/** Cases that are dispatched one by one, each when the test answers for it. */
function desk(...caseIds: string[]) {
  const asked: string[] = []
  let answer: (problem?: Problem) => void = () => {}
  const scope = effectScope()
  const bulk = scope.run(() =>
    useBulk(caseIds, (caseId) => {
      asked.push(caseId)
      return new Promise<void>((done, fail) => (answer = (problem) => (problem ? fail(problem) : done())))
    }),
  )!
  const next = async (problem?: Problem): Promise<void> => {
    answer(problem)
    for (let i = 0; i < 6; i++) await Promise.resolve()
  }
  return { asked, bulk, next, scope }
}

describe('dispatching many', () => {
  it('goes on after a refusal, and tells what became of each', async () => {
    const { asked, bulk, next } = desk('a', 'b')
    void bulk.send()
    await next(new Problem(409, 'wrong-stage', ''))
    await next()
    expect(asked).toEqual(['a', 'b'])
    expect([...bulk.results.value.values()].map((one) => (one === 'done' ? one : one.code))).toEqual(['wrong-stage', 'done'])
    expect(bulk.busy.value).toBe(false)
  })

  it('ends after the case under way when it is stopped, and goes on with the rest when it is pressed again', async () => {
    const { asked, bulk, next } = desk('a', 'b', 'c')
    void bulk.send()
    bulk.stop()
    await next()
    expect([asked, bulk.busy.value]).toEqual([['a'], false])
    void bulk.send()
    await next()
    await next()
    expect(asked).toEqual(['a', 'b', 'c'])
  })

  it('ends when nobody looks at it any more, and when the host is not reached', async () => {
    const left = desk('a', 'b')
    void left.bulk.send()
    left.scope.stop()
    await left.next()
    expect(left.asked).toEqual(['a'])
    const lost = desk('a', 'b')
    void lost.bulk.send()
    await lost.next(Problem.unreachable())
    expect(lost.asked).toEqual(['a'])
  })
})
