import { offer } from '../harness/page'
import { measureBoot, measureColdBoot } from './boot'
import { measureSteps } from './steps'
import { measureWarmCall } from './warm-call'

offer({
  warmCall: measureWarmCall,
  boot: measureBoot,
  coldBoot: measureColdBoot,
  steps: measureSteps,
})
