import { describe, expect, it } from 'vitest'
import { now, setNow } from '@/time/clock'
import { once } from './once'
import { Problem } from './problem'

type Sent = { key: string; at: number }

/** A host that takes what is sent, or gives the answer that the test put there. */
function host() {
  const sent: Sent[] = []
  const answers: (Problem | null)[] = []
  const send = async (key: string, at: number): Promise<void> => {
    sent.push({ key, at })
    const answer = answers.shift()
    if (answer) throw answer
  }
  return { sent, answers, send }
}

describe('a write that is done once', () => {
  it('goes again under the same key and with the same time where no answer was heard', async () => {
    const { sent, answers, send } = host()
    const doOnce = once()
    setNow('2026-02-13T09:00:00+08:00')
    answers.push(Problem.unreachable(), new Problem(502, 'http-502', ''))
    await expect(doOnce({ ok: true }, send)).rejects.toThrow('unreachable')
    setNow('2026-02-13T09:01:00+08:00')
    await expect(doOnce({ ok: true }, send)).rejects.toThrow('http-502')
    await doOnce({ ok: true }, send)
    expect(now()).toBeGreaterThan(sent[0]!.at)
    expect(sent[1]).toEqual(sent[0])
    expect(sent[2]).toEqual(sent[0])
  })

  it('is another write when the content has changed', async () => {
    const { sent, answers, send } = host()
    const doOnce = once()
    answers.push(Problem.unreachable())
    await expect(doOnce({ remark: '' }, send)).rejects.toThrow('unreachable')
    await doOnce({ remark: 'seen' }, send)
    expect(sent[1]!.key).not.toBe(sent[0]!.key)
  })

  it('is another write after the host has refused it, or has done it', async () => {
    const { sent, answers, send } = host()
    const doOnce = once()
    answers.push(new Problem(409, 'wrong-state', ''))
    await expect(doOnce({}, send)).rejects.toThrow('wrong-state')
    await doOnce({}, send)
    await doOnce({}, send)
    expect(new Set(sent.map((one) => one.key)).size).toBe(3)
  })
})
