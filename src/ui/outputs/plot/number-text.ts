/** To be read: six digits, and no tail that rounding left behind. */
export function numberText(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : String(Number(value.toPrecision(6)))
}
