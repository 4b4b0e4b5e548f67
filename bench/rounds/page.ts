import { offer } from '../harness/page'
import { attachAndDetach, killAndBoot } from './turns'

offer({ attachAndDetach, killAndBoot })
