import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { concierge, read } from '../api/client';
import { useListing } from '../api/listing';
import type { Curated } from '../api/shapes';
import { Badge, Card, Facts } from '../ui/Page';
import { Empty, Failed, Loading, Shown } from '../ui/States';
import { Time } from '../ui/Time';
import { Tags } from './Tags';

/** Places of a curation that is made here. */
export const SIZE = 24;
const PAGE = 12;

/** A curation that was made before, by kind; its pages and single items are read from it. */
export function CurationCards({ id }: { id: string }) {
  const list = useListing(['curations', id], (cursor) =>
    read(concierge.GET('/curations/{curation}', { params: { path: { curation: id }, query: { ...(cursor && { cursor }), limit: PAGE } } })),
  );
  if (list.error) return <Failed error={list.error} retry={list.retry} />;
  if (list.isPending) return <Loading what="Reading the curation" />;
  const kinds = [...new Set(list.rows.map((place) => place.item?.type ?? ''))];
  return (
    <Card title="A curation">
      {list.rows.length === 0 && <Empty title="There is nothing to be shown yet." />}
      {kinds.map((kind) => (
        <section key={kind}>
          <h3>{kind}</h3>
          <ul className="cards grid">
            {list.rows
              .filter((place) => (place.item?.type ?? '') === kind)
              .map((place) => (
                <Place key={place.item?.itemId} curation={id} place={place} />
              ))}
          </ul>
        </section>
      ))}
      {list.more && (
        <button type="button" className="button" disabled={list.isLoadingMore} onClick={list.loadMore}>
          More of it
        </button>
      )}
    </Card>
  );
}

/** With the parts that its score is the sum of. */
function Place({ curation, place: { item, rank, score, why = [], explored } }: { curation: string; place: Curated }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="card flat">
      <header className="card-head">
        <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <strong>{item?.title}</strong>
        </button>
        {explored && <Badge tone="warn">explored</Badge>}
        <span className="quiet">
          #{rank} · {score?.toFixed(2)}
        </span>
      </header>
      {item?.description && <p>{item.description}</p>}
      <ul className="why">
        {why.map((reason) => (
          <li key={`${reason.part} ${reason.words}`}>
            {reason.words} ({reason.value?.toFixed(2)})
          </li>
        ))}
      </ul>
      <Tags tags={item?.topics} />
      {isOpen && item?.itemId && <Details curation={curation} item={item.itemId} />}
    </li>
  );
}

/** The item as it is now: hidden or erased since, it is not found. */
function Details({ curation, item }: { curation: string; item: string }) {
  const one = useQuery({
    queryKey: ['curations', curation, item],
    queryFn: () => read(concierge.GET('/curations/{curation}/items/{item}', { params: { path: { curation, item } } })),
  });
  return (
    <Shown query={one}>
      {({ item: now, propensity }) => (
        <Facts
          facts={[
            ['Place', now?.place?.name],
            ['Price', now?.price && `${((now.price.amount ?? 0) / 100).toFixed(2)} ${now.price.currency}`],
            ['Languages', now?.languages?.join(', ')],
            ['Saved', <Time key="saved" at={now?.savedAt} />],
            ['Stood here with a chance of', propensity === undefined ? undefined : `${(propensity * 100).toFixed(0)} %`],
          ]}
        />
      )}
    </Shown>
  );
}
