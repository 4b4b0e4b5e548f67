/**
 * The script of a runner's `data:` URL. Its first message brings a port and, over it, the modules; it links
 * them and hands the port to the main one. It knows no GPU, no handler and no lease.
 */
import * as v from 'valibot'
import { runnerModulesSchema } from '../../protocol/runner'
import { createLinker } from './linker'

const firstMessageSchema = v.object({ port: v.instance(MessagePort) })
const mainSchema = v.object({ run: v.function() })

addEventListener(
  'message',
  (first) => {
    const { port } = v.parse(firstMessageSchema, first.data)
    port.addEventListener(
      'message',
      async (event: MessageEvent<unknown>) => {
        const { modules, main, libraries } = v.parse(runnerModulesSchema, event.data)
        const linker = await createLinker(modules, libraries, (code) =>
          URL.createObjectURL(new Blob([code], { type: 'text/javascript' })),
        )
        const { run } = v.parse(mainSchema, await import(/* @vite-ignore */ linker.url(main)))
        run(port, linker)
      },
      { once: true },
    )
    port.start()
  },
  { once: true },
)
