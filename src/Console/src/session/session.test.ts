import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useSession } from './session'

type Ways = { accounts: boolean; platform: boolean; unknown: string | null }

/** A host that says who is here and how people sign in. */
const host = vi.hoisted(() => {
  const host = {
    here: null as string | null,
    ways: { accounts: true, platform: false, unknown: null } as Ways,
    asked: [] as string[],
    answer(request: Request): Response {
      const door = `${request.method} ${new URL(request.url).pathname}`
      host.asked.push(door)
      if (door === 'GET /api/session') return Response.json(host.ways)
      if (door === 'GET /api/me') return host.here ? Response.json({ personId: host.here, roles: [], now: '2026-02-13T09:00:00+08:00' }) : Response.json({ code: 'not-signed-in' }, { status: 401 })
      return new Response(null, { status: 204 })
    },
  }
  globalThis.fetch = (request) => Promise.resolve(host.answer(request as Request))
  return host
})

const byAccount: Ways = { accounts: true, platform: false, unknown: null }
const byPlatform: Ways = { accounts: false, platform: true, unknown: null }

beforeEach(() => {
  setActivePinia(createPinia())
  Object.assign(host, { here: 'p1', ways: byAccount, asked: [] })
  vi.restoreAllMocks()
})

describe('signing out', () => {
  it('ends here where people have accounts, and leaves nothing of theirs to who comes next', async () => {
    const begun = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const session = useSession()
    await session.look()
    await session.signOut()
    expect(host.asked).toContain('DELETE /api/session')
    expect(session.isSignedIn).toBe(false)
    expect(begun).toHaveBeenCalledExactlyOnceWith('/')
  })

  it('has not happened while the host was not reached', async () => {
    const begun = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const session = useSession()
    await session.look()
    vi.spyOn(host, 'answer').mockImplementation(() => {
      throw new TypeError('Failed to fetch')
    })
    await expect(session.signOut()).rejects.toThrow('unreachable')
    expect([session.me?.personId, begun.mock.calls]).toEqual(['p1', []])
  })

  it('leads through the sign-out of the platform, since the same person would be back at once', async () => {
    host.ways = byPlatform
    const leave = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const session = useSession()
    await session.look()
    const gone = vi.fn()
    void session.signOut().then(gone)
    await vi.waitFor(() => expect(leave).toHaveBeenCalledWith('/.auth/logout?post_logout_redirect_uri=%2F'))
    expect(gone).not.toHaveBeenCalled()
  })
})

describe('looking who is here', () => {
  it('covers the page and begins anew where another window signed in as somebody else, though the session never ended', async () => {
    const begun = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const session = useSession()
    await session.look()
    await session.resume()
    expect([session.expired, begun.mock.calls]).toEqual([false, []])
    host.here = 'p2'
    await session.resume()
    expect([session.expired, session.me?.personId, begun.mock.calls]).toEqual([true, 'p1', [['/']]])
  })

  it('hears how people sign in, also where nobody has', async () => {
    Object.assign(host, { here: null, ways: { ...byPlatform, unknown: 'li.si@example.org' } })
    const session = useSession()
    expect(await session.look()).toBeNull()
    expect(session.ways).toEqual({ ...byPlatform, unknown: 'li.si@example.org' })
  })

  it('takes up a session that was begun in another window, but not that of somebody else', async () => {
    const leave = vi.spyOn(location, 'assign').mockImplementation(() => {})
    const session = useSession()
    await session.look()
    session.expired = true
    await session.resume()
    expect(session.expired).toBe(false)
    Object.assign(session, { expired: true })
    host.here = 'p2'
    await session.resume()
    expect([session.expired, session.me?.personId, leave.mock.calls.length]).toEqual([true, 'p1', 1])
  })
})
