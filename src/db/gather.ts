/**
 * Gathering: callers that ask while an answer is under way share the next one.
 *
 * The first caller starts at once; those who come while it runs wait together for the following run. Under load a
 * hundred small queries become one, and an idle service waits for nobody.
 */
export function gather<Question, Answer>(
  answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  most = 200,
): (question: Question) => Promise<Answer> {
  interface Waiting {
    question: Question;
    resolve: (answer: Answer) => void;
    reject: (error: unknown) => void;
  }
  let queue: Waiting[] = [];
  let running = false;

  const run = async (): Promise<void> => {
    running = true;
    while (queue.length > 0) {
      const batch = queue.slice(0, most);
      queue = queue.slice(most);
      try {
        const answers = await answerAll(batch.map(({ question }) => question));
        for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  };

  return (question) =>
    new Promise((resolve, reject) => {
      queue.push({ question, resolve, reject });
      // Once everything that has already arrived was read, so that who comes together goes together.
      if (!running) {
        running = true;
        setImmediate(() => void run());
      }
    });
}
