/** What TypeScript sees of a JSON file: it looks for `data.json.ts` where `data.json` is imported. */
export function typedJson(source: string): string {
  return `const value = ${source}\nexport default value`
}
