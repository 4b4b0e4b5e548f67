import { offer } from '../harness/page'
import { EMBEDDED, EXTERNAL } from '../models/large'
import { measureByTensor } from './by-tensor'
import { measureColdAttach } from './cold-attach'
import { holdAttach, holdCreate } from './peak-memory'
import { measureReAttach } from './re-attach'
import { measureWhole } from './whole'

offer({
  coldAttach: measureColdAttach,
  reAttach: measureReAttach,
  attachHeld: holdAttach('compiled'),
  createHeld: holdCreate('compiled'),
  firstAttachHeld: holdAttach('to compile'),
  firstCreateHeld: holdCreate('to compile'),
  whole: measureWhole,
  embedded: measureByTensor(EMBEDDED, 'bench/embedded.onnx'),
  external: measureByTensor(EXTERNAL, 'bench/external.onnx'),
})
