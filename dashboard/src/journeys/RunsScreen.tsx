import { useSearchParams } from 'react-router';
import { Choice } from '../ui/Fields';
import { Page } from '../ui/Page';
import { RunsTable } from './RunsTable';

const STATUSES: [string, string][] = [
  ['', 'any'],
  ['pending', 'pending'],
  ['waiting', 'waiting'],
  ['exited', 'exited'],
];

export function RunsScreen() {
  const [asked, ask] = useSearchParams();
  const filter = Object.fromEntries(['userId', 'journeyId', 'status'].flatMap((name) => (asked.get(name) ? [[name, asked.get(name)]] : [])));
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(asked);
    if (value) next.set(name, value);
    else next.delete(name);
    ask(next, { replace: true });
  };
  return (
    <Page title="Runs" lead="Guests on their way through journeys, the newest first.">
      <search className="filters">
        <Choice label="Status" value={asked.get('status') ?? ''} onChange={(value) => set('status', value)} options={STATUSES} />
        <label className="field">
          <span>Journey</span>
          <input type="search" value={asked.get('journeyId') ?? ''} placeholder="any" onChange={(event) => set('journeyId', event.target.value.trim())} />
        </label>
        <label className="field">
          <span>Guest’s id</span>
          <input type="search" value={asked.get('userId') ?? ''} placeholder="any" onChange={(event) => set('userId', event.target.value.trim())} />
        </label>
      </search>
      <RunsTable filter={filter} />
    </Page>
  );
}
