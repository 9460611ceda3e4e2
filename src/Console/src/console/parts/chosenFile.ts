import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'

type ChosenFile = { file: ShallowRef<File | null>; unreadable: Ref<boolean>; choose: (event: Event) => File | null; forget: () => void; read: () => Promise<ArrayBuffer | null>; tried: () => ArrayBuffer }

/**
 * A file that somebody chose, to be tried first and taken then. It is read anew for each try, so that what was mended in it counts; what is taken is what was
 * tried last, byte by byte. Where the browser cannot read it any more, because it was saved again since, it is to be chosen again.
 */
export function useChosenFile(): ChosenFile {
  const file = shallowRef<File | null>(null)
  const unreadable = ref(false)
  let input: HTMLInputElement | null = null
  let bytes: ArrayBuffer | null = null

  function choose(event: Event): File | null {
    input = event.target as HTMLInputElement
    bytes = null
    unreadable.value = false
    return (file.value = input.files?.[0] ?? null)
  }

  function forget(): void {
    // So that choosing the same file again is a change that the browser tells of.
    if (input) input.value = ''
    file.value = bytes = null
    unreadable.value = false
  }

  async function read(): Promise<ArrayBuffer | null> {
    bytes = null
    try {
      return (bytes = (await file.value?.arrayBuffer()) ?? null)
    } catch (fault) {
      if (!(fault instanceof DOMException)) throw fault
      forget()
      unreadable.value = true
      return null
    }
  }

  function tried(): ArrayBuffer {
    if (!bytes) throw new Error('What is taken is to be tried first.')
    return bytes
  }

  return { file, unreadable, choose, forget, read, tried }
}
