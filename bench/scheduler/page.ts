import { measureGrant } from '../first/grant'
import { offer } from '../harness/page'
import { measureOverrun } from './overrun'
import { beVictim, measureTabDeath, VICTIM } from './tab-death'

if (location.hash === VICTIM) beVictim().catch(reportError)
else offer({ grant: measureGrant, overrun: measureOverrun, tabDeath: measureTabDeath })
