/** A share of 0 to 1 in percent with one digit; null stays null. */
export function percent(share: number | null | undefined): number | null {
  return share === null || share === undefined ? null : Math.round(share * 1000) / 10
}
