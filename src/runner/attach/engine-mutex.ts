import { createMutex } from '../mutex'

/**
 * ONNX Runtime is not re-entrant: create, run and release of all sessions go through this, and whatever frees buffers
 * that a run may read (ORT-FACTS 1).
 */
export const engineMutex = createMutex()
