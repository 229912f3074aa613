const BAR_WIDTH = 28;

/** A progress bar on a terminal, a line now and then elsewhere; always on standard error. */
export function createProgress(): (step: string, done: number, of: number) => void {
  const tty = process.stderr.isTTY;
  let printed = '';
  return (step, done, of) => {
    const share = of === 0 ? 1 : done / of;
    const filled = Math.round(share * BAR_WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${String(Math.round(share * 100)).padStart(3)}%`;
    if (tty) {
      process.stderr.write(`\r\u001b[K${bar} ${step}${share === 1 && step === '完成' ? '\n' : ''}`);
      return;
    }
    // Without a terminal: one line a month or phase, so that a log stays short.
    const phase = step.split(' ')[0] ?? step;
    if (phase !== printed) process.stderr.write(`${bar} ${step}\n`);
    printed = phase;
  };
}
