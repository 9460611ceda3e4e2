import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { Problem } from '@/contract/problem'
import { useSession } from '@/session/session'
import { now } from '@/time/clock'
import { doors } from './doors'
import { discard as throwAway, put, retry as again, unsent, unsentOfOthers } from './queue'
import { send as sendAll } from './send'
import type { Waiting, Write } from './waiting'

/** How often the host is tried again soon, after 2, 4, 8 and 16 seconds, before only the half minute is waited for. */
const mostSoon = 4

/** What has not been sent, for the pages; and when it is sent: at once, soon after the host was not reached, when the network comes back, every half minute, and when the app is opened or looked at again. */
export const useSending = defineStore('sending', () => {
  const session = useSession()
  const items = shallowRef<Waiting[]>([])
  const others = ref(0)
  const online = ref(navigator.onLine)
  const sending = ref(false)
  const refused = computed(() => items.value.filter((one) => one.state === 'refused').length)
  /** Called after the host took something. */
  const after = { sent: () => {} }
  let missed = 0
  let soon: ReturnType<typeof setTimeout> | undefined

  async function look(): Promise<void> {
    if (!session.me) return
    items.value = await unsent(session.me.personId)
    others.value = await unsentOfOthers(session.me.personId)
  }

  async function add(write: Write): Promise<Waiting> {
    // Plain values: the database takes no proxies.
    const made = await put(session.me!.personId, { ...write, body: JSON.parse(JSON.stringify(write.body)) as object }, new Date(now()).toISOString())
    // Asks the browser not to make room at the cost of what is not sent.
    void navigator.storage?.persist?.()
    await look()
    void send()
    return made
  }

  /** Sends for whoever is signed in; one window at a time, where the browser has locks. What is sent twice all the same is done once. */
  async function send(urgent = false): Promise<void> {
    const person = session.me?.personId
    if (!person || session.expired) return
    // What was made, or came into reach, while a round is under way may be too late for that round.
    if (sending.value) return sendSoon(urgent)
    clearTimeout(soon)
    sending.value = true
    try {
      const round = (): Promise<number | null> => sendAll(person, doors, urgent)
      const took = navigator.locks ? await navigator.locks.request(`gridcase-sending-${person}`, round) : await round()
      // A round with nothing to send says nothing of the network.
      if (took === null) return
      online.value = true
      missed = 0
      if (took > 0) after.sent()
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      if (fault.status === 0) {
        online.value = false
        if (missed++ < mostSoon) sendSoon(urgent)
      }
      if (fault.code === 'other-person') location.assign('/m/')
    } finally {
      sending.value = false
      await look()
    }
  }

  function sendSoon(urgent: boolean): void {
    clearTimeout(soon)
    soon = setTimeout(() => void send(urgent), 1_000 * 2 ** missed)
  }

  async function retry(place: number): Promise<void> {
    await again(place, new Date(now()).toISOString())
    await send(true)
  }

  async function discard(place: number): Promise<void> {
    await throwAway(place)
    await look()
  }

  /** From now until the page is closed. */
  function watch(): void {
    addEventListener('online', () => {
      missed = 0
      void send(true)
    })
    addEventListener('offline', () => (online.value = false))
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void send())
    setInterval(() => void send(), 30_000)
  }

  return { items, others, online, sending, refused, after, look, add, send, retry, discard, watch }
})
