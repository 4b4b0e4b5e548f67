import { offer } from '../harness/page'
import { measureColdAttach } from './cold-attach'
import { measureGrant } from './grant'
import { measureReAttach } from './re-attach'
import { measureWarmCall } from './warm-call'

offer({
  grant: measureGrant,
  warmCall: measureWarmCall,
  coldAttach: measureColdAttach,
  reAttach: measureReAttach,
})
