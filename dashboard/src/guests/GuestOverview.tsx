import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { read, users } from '../api/client';
import type { Guest, Profile } from '../api/shapes';
import { LivePanel } from '../live/LivePanel';
import { Id } from '../ui/Id';
import { Json } from '../ui/Json';
import { Badge, Card, Facts } from '../ui/Page';
import { Shown } from '../ui/States';
import { Time } from '../ui/Time';

export function GuestOverview({ guest, userId }: { guest: Guest; userId: string }) {
  const profile = useQuery({
    queryKey: ['profile', userId],
    queryFn: () => read(users.GET('/profiles/{userId}', { params: { path: { userId } } })),
    refetchInterval: 10_000,
  });
  const preferences = useQuery({
    queryKey: ['preferences', userId],
    queryFn: () => read(users.GET('/users/{userId}/preferences', { params: { path: { userId } } })),
  });
  const zone = preferences.data?.zone;
  return (
    <div className="columns">
      <Card title="Who">
        <Facts
          facts={[
            ['Id', <Id key="id" value={userId} />],
            ['E-mail', guest.email],
            ['Phone', guest.phone],
            ['Born', guest.dob],
            ['Registered', <Time key="at" at={guest.registeredAt} zone={zone} />],
            ['Changed', <Time key="at" at={guest.updatedAt} zone={zone} />],
            ['State', guest.isActive === false ? <Badge tone="warn">inactive</Badge> : <Badge tone="good">active</Badge>],
            ['Zone', zone],
          ]}
        />
        {guest.attributes && Object.keys(guest.attributes).length > 0 && <Json label="Attributes" value={guest.attributes} />}
        <p>
          <Link to={`/events?userId=${userId}&post`}>Say what this guest did</Link>
        </p>
      </Card>
      <Card title="Profile, and why">
        <Shown query={profile}>{(known) => <ProfileFacts profile={known} />}</Shown>
      </Card>
      <LivePanel topic={`users:${userId}`} title="Live channel" events={['notification', 'journey', 'inbox']} />
    </div>
  );
}

function ProfileFacts({ profile }: { profile: Profile }) {
  const why = profile.why ?? {};
  const affinities = Object.entries(profile.affinities ?? {}).sort(([, one], [, other]) => other - one);
  return (
    <>
      <dl className="facts">
        {(
          [
            ['Gender', 'gender', profile.about?.gender],
            ['Spending class', 'spendingClass', profile.about?.spendingClass],
            ['Life stage, real', 'realLifeStage', profile.about?.realLifeStage],
            ['Life stage, acting', 'actingLifeStage', profile.about?.actingLifeStage],
            ['Topics', 'topics', profile.topics?.join(', ')],
          ] as const
        ).map(([title, field, value]) => (
          <div key={field}>
            <dt>{title}</dt>
            <dd>
              {value === undefined || value === '' ? <span className="quiet">not known</span> : value}
              {whyOf(why, field) && <small className="why">{whyOf(why, field)}</small>}
            </dd>
          </div>
        ))}
      </dl>
      {affinities.length > 0 && (
        <ul className="bars" aria-label="Affinities">
          {affinities.map(([topic, weight]) => (
            <li key={topic}>
              <span>{topic}</span>
              <meter min={0} max={1} value={weight} aria-label={`${topic}: ${weight.toFixed(2)}`} />
              <span className="quiet">{weight.toFixed(2)}</span>
              {why[`affinities.${topic}`] && <small className="why">{why[`affinities.${topic}`]}</small>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Reasons stand under a field's name, alone or below `about`. */
function whyOf(why: Record<string, string>, field: string): string | undefined {
  return why[field] ?? why[`about.${field}`];
}
