/** Hands a file to the browser's download. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** A name that every file system takes, from what is shown: `A digit` is `a-digit.png`. */
export function fileName(label: string, ending: string): string {
  return `${label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-') || 'output'}.${ending}`
}
