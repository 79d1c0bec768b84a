// How long Graphile Worker takes for a herd of jobs that are due at one instant; prints seconds.
import { Logger, makeWorkerUtils, run } from 'graphile-worker';

const [pending, herd] = process.argv.slice(2).map(Number);
const connectionString = process.env.DATABASE_URL;
const logger = new Logger(() => (level, message) => {
  if (level === 'error') {
    console.error(message);
  }
});

const utils = await makeWorkerUtils({ connectionString, logger });
await utils.migrate();
const add = (many, due) =>
  utils.withPgClient(async (client) => {
    for (let left = many; left > 0; left -= 10_000) {
      await client.query(
        `select count(*) from graphile_worker.add_jobs((
           select array_agg(('bench', '{}'::json, null, $2::timestamptz, null, null, null, null)::graphile_worker.job_spec)
           from generate_series(1, $1::int)))`,
        [Math.min(left, 10_000), due.toISOString()],
      );
    }
  });
await add(pending - herd, new Date(Date.now() + 86_400_000));
const due = new Date(Date.now() + Math.max(15_000, herd / 2));
await add(herd, due);

let fired = 0;
let told;
const all = new Promise((resolve) => (told = resolve));
const runner = await run({
  // as its documentation says for many short jobs
  preset: {
    worker: {
      connectionString,
      concurrentJobs: 16,
      maxPoolSize: 18,
      pollInterval: 100,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
    },
  },
  logger,
  taskList: {
    bench: async () => {
      if (++fired === herd) {
        told();
      }
    },
  },
});
await Promise.race([all, new Promise((resolve) => setTimeout(resolve, 300_000))]);
console.log(JSON.stringify({ seconds: (Date.now() - due.getTime()) / 1000, fired }));
await runner.stop();
await utils.release();
process.exit(0);
