import { type AudioClip, lengthOfClip } from '../audio/audio-clip'
import { type Checked, type Draft, isClip } from './checked'

export function checkAudio(draft: Draft): Checked<AudioClip> {
  if (!isClip(draft)) return { is: 'missing', reason: 'Choose or record a sound first' }
  if (lengthOfClip(draft) === 0) return { is: 'wrong', reason: 'There is not a single sample in this sound' }
  return { is: 'value', value: draft }
}
