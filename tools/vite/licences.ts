import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import type { Plugin, Rolldown } from 'vite'

/** Beside the page; an exported site has it, too (src/host/exported/licences.ts). */
const FILE = 'licenses.txt'
/** By its name a part of ONNX Runtime's files, which a site has or has not. */
const ENGINE_NOTICES = 'runtime/ort-third-party-notices.txt'
/** Texts that packages come without. */
const GIVEN = 'tools/licences'
const ENGINE = 'onnxruntime-web'

/** What is served as it lies in its package, or is bundled after the site: ONNX Runtime, declarations, the service worker's. */
const UNSEEN = [
  ENGINE,
  'onnxruntime-common',
  '@types/three',
  '@webgpu/types',
  'tinyest',
  'tsover-runtime',
  'typed-binary',
  'workbox-core',
  'workbox-expiration',
  'workbox-precaching',
  'workbox-routing',
  'workbox-strategies',
]

const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/
const TEXTS = /^(licen[cs]e|copying|notice|third-?party-?notice)/i

const packageSchema = v.object({
  name: v.string(),
  version: v.string(),
  license: v.optional(v.string(), 'see its text'),
})

export interface Licences {
  /** Sees what is bundled: belongs into each bundler that makes a part of the site. */
  seen: Rolldown.Plugin
  /** Writes the file, when the site is made. */
  written: Plugin
}

/**
 * The licences of all that the site is built of, as a file of it. Vite's own `build.license` knows of the page's modules
 * and of no others: not those of workers, of runners, nor what is copied.
 */
export function licences(): Licences {
  const folders = new Set(UNSEEN.map((name) => resolve('node_modules', name)))
  function see(bundle: Rolldown.OutputBundle): void {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue
      for (const folder of packageFolders(output.moduleIds)) folders.add(folder)
    }
  }
  return {
    seen: { name: 'sublet:licences-seen', generateBundle: (_, bundle) => see(bundle) },
    written: {
      name: 'sublet:licences',
      apply: 'build',
      generateBundle(_, bundle) {
        see(bundle)
        this.emitFile({ type: 'asset', fileName: FILE, source: licenceList([...folders]) })
        const [notices = ''] = givenTexts(resolve('node_modules', ENGINE), /^third/i)
        this.emitFile({ type: 'asset', fileName: ENGINE_NOTICES, source: notices })
      },
    },
  }
}

/** Of the packages that modules are from. */
export function packageFolders(modules: readonly string[]): Set<string> {
  const found = modules.map((id) => PACKAGE.exec(id.replaceAll('\\', '/').replace(/^\0/, ''))?.[0])
  return new Set(found.filter((folder) => folder !== undefined))
}

/**
 * Sublet's licence and those of packages; a text that several have stands there once.
 * @throws Error for a package without a text
 */
export function licenceList(folders: readonly string[]): string {
  const byText = new Map<string, Set<string>>([
    [readFileSync('LICENSE', 'utf8').trim(), new Set(['Sublet (MIT)'])],
  ])
  for (const folder of folders) {
    const { name, version, license } = readPackage(folder)
    const texts = readTexts(folder, TEXTS)
    const known = texts.length > 0 ? texts : givenTexts(folder, /^licen[cs]e/i)
    if (known.length === 0)
      throw new Error(
        `${name} ${version} has no text of its licence: give it one in ${GIVEN}/ (tools/vite/licences.ts)`,
      )
    const text = known.join('\n\n')
    byText.set(text, (byText.get(text) ?? new Set()).add(`${name} ${version} (${license})`))
  }
  const listed = [...byText]
    .map(([text, names]) => ({ text, names: [...names].sort() }))
    // Sublet's own stays first.
    .map((entry, i) => ({ ...entry, key: i === 0 ? '' : (entry.names[0] ?? '').replace('@', '') }))
    .sort((a, b) => a.key.localeCompare(b.key, 'en'))
  return `${HEAD}${listed.map(({ names, text }) => `${RULE}\n\n${names.join('\n')}\n\n${text}\n`).join('\n')}`
}

const RULE = '='.repeat(80)
const HEAD = `What Sublet is built of, with the licences of its parts. A site of one demo has some of these parts. What ONNX Runtime
itself is built of is told by ${ENGINE_NOTICES}.

`

function readPackage(folder: string): v.InferOutput<typeof packageSchema> {
  return v.parse(packageSchema, JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')))
}

function givenTexts(folder: string, files: RegExp): string[] {
  const { name, version } = readPackage(folder)
  // What a release of ONNX Runtime is built of changes with it.
  return readTexts(resolve(GIVEN, name.startsWith('onnxruntime-') ? `onnxruntime-${version}` : name), files)
}

function readTexts(folder: string, files: RegExp): string[] {
  let names: string[] = []
  try {
    names = readdirSync(folder)
      .filter((name) => files.test(name))
      .sort()
  } catch {
    // No such folder: none.
  }
  return names.map((name) => readFileSync(resolve(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
}
