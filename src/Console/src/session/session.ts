import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, ask, signedOut, type Schemas } from '@/contract/client'
import { Problem } from '@/contract/problem'
import { setNow } from '@/time/clock'
import { endSession, leaveFor } from './end'

export type Role = Schemas['Me']['roles'][number]

/** Who is signed in. When the session ends while a page is open, `expired` asks for the password over the page, and nothing typed is lost. */
export const useSession = defineStore('session', () => {
  const me = ref<Schemas['Me'] | null>(null)
  const expired = ref(false)
  /** How people sign in here; null until it was asked. */
  const ways = shallowRef<Schemas['SignInWays'] | null>(null)

  signedOut.tell = () => {
    if (me.value) expired.value = true
  }

  async function look(): Promise<Schemas['Me'] | null> {
    const [here] = await Promise.all([ask(api.GET('/api/me')).catch(nobody), askWays()])
    if (here) take(here)
    else me.value = null
    return me.value
  }

  async function askWays(): Promise<Schemas['SignInWays']> {
    return (ways.value ??= await ask(api.GET('/api/session')))
  }

  async function signIn(user: string, password: string): Promise<void> {
    await ask(api.POST('/api/session', { body: { user, password } }))
    await resume()
  }

  /**
   * Looks again who is signed in, and what time it is there: a session may have been begun meanwhile here, in another window, by the platform. All windows of a
   * browser share it: where it has become another person's, this one begins anew as theirs, and what asks for the password stays over the page until it does.
   * @throws Problem 401 when there is no session.
   */
  async function resume(): Promise<void> {
    const before = me.value?.personId
    const here = await ask(api.GET('/api/me'))
    expired.value = before !== undefined && before !== here.personId
    if (expired.value) beginAnew()
    else take(here)
  }

  function beginAnew(): void {
    location.assign(location.pathname.startsWith('/m') ? '/m/' : '/')
  }

  /** Ends the session and begins anew: the next person finds nothing of this one's. @throws Problem when the host was not reached; then nobody is signed out. */
  async function signOut(): Promise<void> {
    const next = await endSession('/')
    if (next) return leaveFor(next)
    me.value = null
    expired.value = false
    beginAnew()
  }

  function take(told: Schemas['Me']): void {
    me.value = told
    setNow(told.now)
  }

  const isSignedIn = computed(() => me.value !== null)

  function has(...roles: Role[]): boolean {
    return me.value?.roles.some((role) => roles.includes(role)) ?? false
  }

  return { me, expired, ways, isSignedIn, look, askWays, signIn, resume, signOut, has }
})

function nobody(problem: unknown): null {
  if (!(problem instanceof Problem) || problem.status !== 401) throw problem
  return null
}
