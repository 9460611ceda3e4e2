import { newKey } from '@/contract/client'
import type { Photo } from '../sending/waiting'

/** Longer edge in pixels: enough to read a sign, small enough for a village's network. */
const longest = 1600

/** The size that a picture is drawn at: never larger than it was. */
export function sizeWithin(width: number, height: number, edge: number = longest): { width: number; height: number } {
  const scale = Math.min(1, edge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * Draws a picture anew as a small JPEG. What the camera noted of place and device stays behind, already on the phone.
 * @throws DOMException for what this browser cannot show as a picture.
 */
export async function takePhoto(file: Blob): Promise<Photo> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = sizeWithin(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')!.drawImage(picture, 0, 0, width, height)
  picture.close()
  const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
  if (!drawn) throw new DOMException('The picture could not be drawn.', 'EncodingError')
  const key = newKey()
  return { key, name: `photo-${key.slice(0, 8)}.jpg`, type: 'image/jpeg', bytes: await drawn.arrayBuffer() }
}
