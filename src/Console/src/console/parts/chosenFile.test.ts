import { describe, expect, it } from 'vitest'
import { useChosenFile } from './chosenFile'

/** A file on the disk as the browser sees it: one that was saved again since it was chosen is read anew, or cannot be read. */
function onDisk(text: string) {
  const disk = { text, gone: false }
  const read = async (): Promise<ArrayBuffer> => {
    if (disk.gone) throw new DOMException('saved again since', 'NotReadableError')
    return new TextEncoder().encode(disk.text).buffer as ArrayBuffer
  }
  const input = { value: 'C:\\fakepath\\grids.csv', files: [{ name: 'grids.csv', arrayBuffer: read }] }
  return { disk, input, event: { target: input } as unknown as Event }
}

const textOf = (bytes: ArrayBuffer | null): string | null => bytes && new TextDecoder().decode(bytes)

describe('a file that was chosen', () => {
  it('is taken as it was tried, whatever became of it since', async () => {
    const { disk, event } = onDisk('编码\n1')
    const chosen = useChosenFile()
    chosen.choose(event)
    expect(textOf(await chosen.read())).toBe('编码\n1')
    disk.text = '编码\n2'
    expect(textOf(chosen.tried())).toBe('编码\n1')
    disk.gone = true
    expect(textOf(chosen.tried())).toBe('编码\n1')
  })

  it('is read anew for another try', async () => {
    const { disk, event } = onDisk('编码\n1')
    const chosen = useChosenFile()
    chosen.choose(event)
    await chosen.read()
    disk.text = '编码\n2'
    expect(textOf(await chosen.read())).toBe('编码\n2')
    expect(textOf(chosen.tried())).toBe('编码\n2')
  })

  it('is to be chosen again where it cannot be read any more, and nothing older is taken instead', async () => {
    const { disk, event, input } = onDisk('编码\n1')
    const chosen = useChosenFile()
    chosen.choose(event)
    await chosen.read()
    disk.gone = true
    expect(await chosen.read()).toBeNull()
    expect([chosen.unreadable.value, chosen.file.value, input.value]).toEqual([true, null, ''])
    expect(() => chosen.tried()).toThrow()
    disk.gone = false
    input.value = 'C:\\fakepath\\grids.csv'
    chosen.choose(event)
    expect([chosen.unreadable.value, textOf(await chosen.read())]).toEqual([false, '编码\n1'])
  })
})
