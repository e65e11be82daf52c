/**
 * Measures the time that something takes by itself: the clock on the wall also counts what else the machine does
 * meanwhile.
 */

/** @returns tells how long this thread has been at work since then, in ms; not what its workers and processes did */
export function processorTime(): () => number {
  const started = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(started);
    return (user + system) / 1_000;
  };
}
