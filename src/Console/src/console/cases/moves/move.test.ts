import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '@/contract/client'
import type { Case } from './forms'
import { useMove } from './move'

type Posted = { expectedVersion: number; key: string }

/** A case on the host and on the page; the host refuses what was meant for an older version, and may lose its answer. */
class County {
  version = 7
  shown = 7
  looks = 0
  loses = false
  posted: Posted[] = []

  page = (): Case => ({ caseId: 'c1', version: this.shown }) as Case
  look = async (): Promise<void> => {
    this.looks++
    this.shown = this.version
  }

  constructor() {
    vi.spyOn(api, 'POST').mockImplementation((async (_: string, init: { headers: Record<string, string>; body: { expectedVersion: number } }) => {
      this.posted.push({ expectedVersion: init.body.expectedVersion, key: init.headers['Idempotency-Key']! })
      if (this.loses) throw new TypeError('no network')
      const isStale = init.body.expectedVersion !== this.version
      const response = new Response(null, { status: isStale ? 409 : 200 })
      return isStale ? { response, error: { code: 'stale-version' } } : { response, data: {} }
    }) as never)
  }
}

describe('a move from its form', () => {
  beforeEach(() => void vi.restoreAllMocks())

  it('is refused once when the case has moved on, and goes through when it is pressed again', async () => {
    const county = new County()
    const move = useMove('comment', county.page, county.look)
    county.version = 8
    expect(await move.send({ text: '已看' })).toBe(false)
    expect([move.stale.value, county.looks]).toEqual([true, 1])
    expect(await move.send({ text: '已看' })).toBe(true)
  })

  it('goes through at the second press also where the page had the newer version before the first', async () => {
    const county = new County()
    const move = useMove('comment', county.page, county.look)
    county.version = county.shown = 8
    expect(await move.send({ text: '已看' })).toBe(false)
    expect(await move.send({ text: '已看' })).toBe(true)
    expect(county.posted.map((one) => one.expectedVersion)).toEqual([7, 8])
  })

  it('goes again as it was when its answer was lost, whatever the page has heard meanwhile', async () => {
    const county = new County()
    const move = useMove('comment', county.page, county.look)
    county.loses = true
    expect(await move.send({ text: '已看' })).toBe(false)
    county.version = county.shown = 8
    await move.send({ text: '已看' })
    expect(county.posted[1]).toEqual(county.posted[0])
    expect(move.stale.value).toBe(false)
  })
})
