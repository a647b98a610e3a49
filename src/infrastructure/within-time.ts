/**
 * Rejects when it takes longer than so many milliseconds; then what comes of it is nobody's concern. Time in which this process
 * was too busy to look does not count: what has arrived by then is taken.
 */
export async function withinTime<T>(
  milliseconds: number,
  work: Promise<T>,
  tooLate = () => new Error(`It took longer than ${milliseconds} ms.`),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const end = () => reject(tooLate());
    // Immediates run after what has arrived was read.
    timer = setTimeout(() => setImmediate(end), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
