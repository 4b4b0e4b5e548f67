// npm run build:sdk: the package `sublet`, in dist-sdk/.
import { buildSdk } from './package.mjs'

await buildSdk('dist-sdk')
console.log('dist-sdk/ is the package `sublet`.')
