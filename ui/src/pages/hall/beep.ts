/** A short sound at the door: high for yes, low for no. Silent where the browser allows none. */
let context: AudioContext | null = null

export function beep(good: boolean): void {
  try {
    context = context ?? new AudioContext()
    const tone = context.createOscillator()
    const level = context.createGain()
    level.gain.value = 0.08
    tone.frequency.value = good ? 1320 : 220
    tone.connect(level).connect(context.destination)
    tone.start()
    tone.stop(context.currentTime + (good ? 0.09 : 0.35))
  } catch {
    /* no sound here */
  }
}
