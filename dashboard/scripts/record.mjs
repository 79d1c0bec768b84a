// Records what a fleet answers to the console's reads: node scripts/record.mjs <gateway> <operator's token>
import { writeFile } from 'node:fs/promises';

const [gateway, token] = process.argv.slice(2);
if (!token) {
  console.error('usage: npm run record -- <gateway> <token of an operator>');
  process.exit(2);
}
const recording = {};

async function record(path) {
  const answer = await fetch(gateway + path, { headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok && path !== '/health') return undefined;
  const body = await answer.json();
  // what follows a first page is not part of the recording
  delete body.next;
  recording[path.replace(/[?&]limit=\d+/, '')] = body;
  return body;
}

await record('/health');
const guests = (await record('/users?limit=12')).items;
await record('/profiles?limit=12');
await record('/events?limit=100');
await record('/triggers');
const journeys = (await record('/journeys')).items;
for (const { journeyId } of journeys) {
  await record(`/journeys/${journeyId}`);
  await record(`/journeys/${journeyId}/funnel`);
}
const runs = (await record('/journeys/runs?limit=20')).items;
await record('/journeys/runs?status=waiting');
await record('/journeys/runs/refusals');
for (const { userId } of guests) {
  for (const path of ['', '/preferences', '/consents', '/events?limit=50']) await record(`/users/${userId}${path}`);
  await record(`/profiles/${userId}`);
  await record(`/inbox/${userId}`);
  runs.push(...((await record(`/journeys/runs?userId=${userId}`))?.items ?? []));
}
for (const { runId } of runs) {
  await record(`/journeys/runs/${runId}`);
  for (const { detail } of (await record(`/journeys/runs/${runId}/timeline`))?.items ?? []) {
    if (detail?.notificationId) await record(`/notifications/${detail.notificationId}`);
  }
}
for (const service of ['concierge-service', 'datemaker', 'event-service', 'journey-service', 'notification-hub', 'resource-service', 'user-service']) {
  for (const path of ['dead-letters', 'dead-letters/removed', 'gaps', 'audit']) await record(`/ops/${service}/${path}`);
}
for (const path of ['/ops/notification-hub/live/topics', '/ops/notification-hub/notifications/stops', '/ops/concierge-service/models', '/search?q=sunset']) {
  await record(path);
}
for (const { name } of (await record('/operators'))?.items ?? []) await record(`/operators/${encodeURIComponent(name)}`);
for (const path of ['/operators/me', '/clients', '/events/write-keys', '/ops/dorathy-search/audit']) await record(path);
for (const { businessId } of (await record('/businesses')).items) {
  for (const { locationId } of (await record(`/businesses/${businessId}/locations`))?.items ?? []) {
    await record(`/businesses/${businessId}/locations/${locationId}/resources`);
  }
}
await writeFile(new URL('../src/recorded/recording.json', import.meta.url), `${JSON.stringify(recording, null, 1)}\n`);
console.log(`${Object.keys(recording).length} answers`);
