export const times = (a: number, b: number): number => a * b
