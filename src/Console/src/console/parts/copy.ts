/** Puts a text on the clipboard; also where the page came without TLS and the browser has no clipboard for it. */
export async function copy(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch (fault) {
      // The browser may forbid it; the old way asks nobody.
      if (!(fault instanceof DOMException)) throw fault
    }
  }
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  // Inside an open dialog, whose focus trap would take the focus back from the page.
  const place = document.activeElement?.closest('[role=dialog]') ?? document.body
  place.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
