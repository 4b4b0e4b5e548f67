/** Why there is no picture from the camera, and what can be done; by the names that `getUserMedia` has for it. */
export function cameraFault(thrown: unknown): string {
  if (thrown instanceof DOMException) {
    switch (thrown.name) {
      case 'NotAllowedError':
        return 'The camera is not allowed here. Allow it in the settings of this site, beside the address, and try again'
      case 'NotFoundError':
      case 'OverconstrainedError':
        return 'There is no camera. Connect one and try again'
      case 'NotReadableError':
        return 'The camera is in use by another program. Close that and try again'
    }
  }
  // `navigator.mediaDevices` is not there without https.
  if (!('mediaDevices' in navigator)) return 'A browser gives the camera to pages with https only'
  return `The camera cannot be had: ${thrown instanceof Error ? thrown.message : String(thrown)}`
}
