import { offer } from '../harness/page'
import { attachAndDetach, killAndBoot } from './rounds'

offer({ attachAndDetach, killAndBoot })
