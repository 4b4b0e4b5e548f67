import { offer } from '../harness/page'
import { measureGrant } from './grant'
import { measureWarmCall } from './warm-call'

offer({ grant: measureGrant, warmCall: measureWarmCall })
