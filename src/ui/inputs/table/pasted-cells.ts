/**
 * The cells of a text from a spreadsheet (tabs) or of a CSV (commas or semicolons), with quotes as of RFC 4180. A text is
 * a CSV if each of its lines has the same number of fields; a single line, if it has as many as the table: a sentence
 * may have commas too. Anything else is one cell a line.
 */
export function pastedCells(text: string, columns: number): string[][] {
  const clean = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  if (clean.includes('\t')) return split(clean, '\t')
  // Semicolons first: where they part the fields, commas are in the numbers.
  for (const delimiter of [';', ',']) {
    const rows = split(clean, delimiter)
    const [width = 1] = rows.map((row) => row.length)
    const even = width > 1 && rows.every((row) => row.length === width)
    if (even && (rows.length > 1 || width === columns)) return rows
  }
  return split(clean, undefined)
}

function split(text: string, delimiter: string | undefined): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const field = (): string => {
    if (text[at] !== '"') return plain()
    let value = ''
    for (at += 1; at < text.length; at += 1) {
      if (text[at] !== '"') value += text[at]
      else if (text[at + 1] === '"') {
        value += '"'
        at += 1
      } else break
    }
    at += 1
    // What follows a closing quote is not in the rule; it is kept.
    return value + plain()
  }
  const plain = (): string => {
    const from = at
    while (at < text.length && text[at] !== '\n' && text[at] !== delimiter) at += 1
    return text.slice(from, at)
  }
  for (;;) {
    row.push(field())
    const end = text[at]
    at += 1
    if (end === delimiter && end !== undefined) continue
    rows.push(row)
    row = []
    if (end === undefined) return rows
  }
}
