import { measureWarmCall } from '../call/warm-call'
import { offer } from '../harness/page'
import { measureGrant } from './grant'

offer({ grant: measureGrant, warmCall: measureWarmCall })
