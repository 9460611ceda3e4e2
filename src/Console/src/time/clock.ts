import { ref } from 'vue'

/** How far this machine's clock is from the county's, in milliseconds. The county's counts: its time may even stand still. */
const offset = ref(0)
const ticked = ref(Date.now())

setInterval(() => (ticked.value = Date.now()), 15_000)

/** The county's time as far as it is known; changes every 15 seconds, so that what is shown grows old by itself. */
export function now(): number {
  return ticked.value + offset.value
}

/** @param heardAt When the host said so, by this machine's clock; now when left out. */
export function setNow(instant: string, heardAt: number = Date.now()): void {
  ticked.value = Date.now()
  offset.value = Date.parse(instant) - heardAt
}
