import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'

/** The file that the page gives to be saved, when this is done. */
export async function saved(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const coming: Promise<Download> = page.waitForEvent('download')
  await act()
  const download = await coming
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}
