/** One colour for each state, everywhere: holds the GPU, waits, warm or attaching, cool, failed. */
export type Tone = 'leased' | 'queued' | 'warm' | 'cool' | 'bad'
