import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { events, read } from '../api/client';
import { useListing } from '../api/listing';
import { ForOperators } from '../ui/ForOperators';
import { Card, Page } from '../ui/Page';
import { Empty } from '../ui/States';
import { EventsTable } from './EventsTable';
import { PostEvent } from './PostEvent';

const TAIL_MS = 1_000;

/** There is no live channel of all guests' events, so the tail asks anew every second while it is wanted. */
export function EventsScreen() {
  const [asked, ask] = useSearchParams();
  const [tail, setTail] = useState(true);
  const name = asked.get('name') ?? '';
  const userId = asked.get('userId') ?? '';
  const posting = asked.has('post');
  const set = (field: string, value: string | undefined) => {
    const next = new URLSearchParams(asked);
    if (value === undefined || (value === '' && field !== 'post')) next.delete(field);
    else next.set(field, value);
    ask(next, { replace: true });
  };
  const list = useListing(
    ['events', userId, name],
    (cursor) => {
      const query = { ...(name && { name }), ...(cursor && { cursor }), limit: 100 };
      return userId
        ? read(events.GET('/users/{userId}/events', { params: { path: { userId }, query } }))
        : read(events.GET('/events', { params: { query } }));
    },
    { everyMs: tail && TAIL_MS },
  );
  return (
    <Page
      title="Events"
      lead="What guests did, the newest first."
      actions={
        <ForOperators>
          <button type="button" className="button primary" aria-expanded={posting} onClick={() => set('post', posting ? undefined : '')}>
            Post an event
          </button>
        </ForOperators>
      }
    >
      {posting && (
        <ForOperators>
          <Card title="Post an event">
            <PostEvent userId={userId} />
          </Card>
        </ForOperators>
      )}
      <search className="filters">
        <label className="field">
          <span>Name</span>
          <input type="search" value={name} placeholder="offer_viewed" onChange={(event) => set('name', event.target.value)} />
        </label>
        <label className="field">
          <span>Guest’s id</span>
          <input type="search" value={userId} placeholder="all guests" onChange={(event) => set('userId', event.target.value.trim())} />
        </label>
        <label className="check">
          <input type="checkbox" checked={tail} onChange={(event) => setTail(event.target.checked)} /> Follow (asks every second)
        </label>
      </search>
      <EventsTable
        name="Events"
        list={list}
        empty={<Empty title={name || userId ? 'No such event.' : 'No events yet.'}>Post one above, or run <code>./concierge demo</code>.</Empty>}
      />
    </Page>
  );
}
