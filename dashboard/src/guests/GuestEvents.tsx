import { useState } from 'react';
import { Link } from 'react-router';
import { events, read } from '../api/client';
import { useListing } from '../api/listing';
import { EventsTable } from '../events/EventsTable';
import { Card } from '../ui/Page';
import { Empty } from '../ui/States';

export function GuestEvents({ userId }: { userId: string }) {
  const [name, setName] = useState('');
  const list = useListing(
    ['events', userId, name],
    (cursor) =>
      read(
        events.GET('/users/{userId}/events', {
          params: { path: { userId }, query: { ...(name && { name }), ...(cursor && { cursor }), limit: 100 } },
        }),
      ),
    { everyMs: 5_000 },
  );
  return (
    <Card title="Events and interactions" actions={<Link className="button" to={`/events?userId=${userId}&post`}>Post one</Link>}>
      <search className="filters">
        <label className="field">
          <span>Of this name only</span>
          <input type="search" value={name} placeholder="offer_viewed" onChange={(event) => setName(event.target.value)} />
        </label>
      </search>
      <EventsTable name="Events of the guest" list={list} ofOneGuest empty={<Empty title="Nothing was said about this guest yet." />} />
    </Card>
  );
}
