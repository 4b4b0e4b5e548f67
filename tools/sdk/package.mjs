// Makes the package `sublet` of src/sdk, for handlers that run elsewhere: there GPU(fn) is fn.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import ts from 'typescript'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const ENTRY = resolve(ROOT, 'src/sdk/index.ts')

const README = `# sublet

What a Sublet handler imports: \`GPU\`, \`Interface\`, the components, \`signal\`, \`remaining\`, \`progress\`, \`skip\`.

In a Sublet page \`GPU(fn)\` asks the tab's pool for a lease of the GPU. Everywhere else, in Node or with any bundler, the
package does nothing: \`GPU(fn)\` is \`fn\`, \`remaining()\` is \`Infinity\`, and \`signal()\` never fires. So the same file
runs in both.

\`\`\`ts
import { GPU, Interface, Number } from 'sublet'

const square = GPU({ duration: 5 }, async (x: number) => x * x)

export default Interface({ title: 'Square', inputs: [Number()], outputs: [Number()], fn: square })
\`\`\`
`

/**
 * @param {string} directory is emptied first
 * @throws {Error} when src/sdk does not compile
 */
export async function buildSdk(directory) {
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true })
  const { version, description, license, engines } = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8'),
  )
  const manifest = {
    name: 'sublet',
    version,
    description,
    license,
    type: 'module',
    sideEffects: false,
    engines,
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    types: './index.d.ts',
    files: ['*.js', '*.d.ts'],
  }
  await writeFile(join(directory, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await writeFile(join(directory, 'README.md'), README)
  await writeFile(join(directory, 'LICENSE'), await readFile(join(ROOT, 'LICENSE')))
  await writeFile(join(directory, 'index.js'), await script())
  for (const [name, text] of declarations()) await writeFile(join(directory, name), text)
}

async function script() {
  const build = await rolldown({ input: ENTRY, platform: 'neutral' })
  const { output } = await build.generate({ format: 'es', codeSplitting: false })
  await build.close()
  return output[0].code
}

/** One for each module, by file name. */
function declarations() {
  const { options, errors } = ts.convertCompilerOptionsFromJson(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config.compilerOptions,
    ROOT,
  )
  const program = ts.createProgram([ENTRY], {
    ...options,
    noEmit: false,
    allowImportingTsExtensions: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: dirname(ENTRY),
    outDir: '/',
  })
  const files = new Map()
  const { diagnostics } = program.emit(undefined, (path, text) => {
    files.set(path.slice(1), withExtensions(text))
  })
  const wrong = [...errors, ...ts.getPreEmitDiagnostics(program), ...diagnostics]
  if (wrong.length > 0) throw new Error(ts.formatDiagnostics(wrong, formatHost))
  return files
}

const formatHost = {
  getCanonicalFileName: (path) => path,
  getCurrentDirectory: () => ROOT,
  getNewLine: () => '\n',
}

/** Node's way of resolving types wants whole file names; the sources have none. */
function withExtensions(text) {
  return text.replaceAll(/(from |import\()(['"])(\.\/[\w-]+)\2/g, '$1$2$3.js$2')
}
