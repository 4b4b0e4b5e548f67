import { Interface, Number, Textbox } from 'sublet'

console.log('module scope %s', 'logs')

export default Interface({
  title: 'call-trouble',
  inputs: [Number({ label: 'Turn' })],
  outputs: [Textbox()],
  fn: async (turn) => {
    setTimeout(() => {
      throw new RangeError(`thrown in a timer of call ${turn}`)
    })
    Promise.reject(new TypeError(`rejected in call ${turn}`))
    console.warn('call %d %c has %o', turn, 'color: red', { values: new Float32Array([0.5]) })
    await new Promise((resolve) => setTimeout(resolve, 50))
    return `survived ${turn}`
  },
})
