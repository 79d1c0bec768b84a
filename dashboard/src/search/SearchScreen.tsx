import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { concierge, read } from '../api/client';
import type { Found } from '../api/shapes';
import { ForOperators } from '../ui/ForOperators';
import { Badge, Card, Page } from '../ui/Page';
import { Empty, Failed, Shown } from '../ui/States';
import { CurationCards, SIZE } from './CurationCards';
import { Tags } from './Tags';

export function SearchScreen() {
  const [asked, ask] = useSearchParams();
  const q = asked.get('q') ?? '';
  const curation = asked.get('curation');
  const [typed, setTyped] = useState(q);
  const [guest, setGuest] = useState(asked.get('guest') ?? '');
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: () => read(concierge.GET('/search', { params: { query: { q, limit: 20 } } })),
    enabled: q.length > 0,
  });
  const curate = useMutation({
    mutationFn: (query: string) => read(concierge.POST('/curations', { body: { ...(query && { query }), guest: guest.trim(), size: SIZE } })),
    onSuccess: (made, query) => ask({ ...(query && { q: query }), ...(made.guest && { guest: made.guest }), ...(made.curationId && { curation: made.curationId }) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(typed.trim() ? { q: typed.trim() } : {});
  };
  return (
    <Page title="Search" lead="What guests find, and why; or a curation: a list made for somebody, with reasons.">
      <search>
        <form className="filters" onSubmit={submit}>
          <label className="field grow">
            <span>Words</span>
            <input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} placeholder="sunset sailing" />
          </label>
          <button type="submit" className="button primary">
            Search
          </button>
          <ForOperators>
            <label className="field">
              <span>For the guest (userId)</span>
              <input value={guest} onChange={(event) => setGuest(event.target.value)} />
            </label>
            <button type="button" className="button" disabled={curate.isPending || !guest.trim()} onClick={() => curate.mutate(typed.trim())}>
              Curate
            </button>
          </ForOperators>
        </form>
      </search>
      {curate.error && <Failed error={curate.error} />}
      {curation && <CurationCards key={curation} id={curation} />}
      {q ? (
        <Card title={`Found for “${q}”`}>
          <Shown query={found}>
            {({ items = [], timedOut }) => (
              <>
                {timedOut && (
                  <div className="notice" role="status">
                    The search was out of time: there may be more.{' '}
                    <button type="button" className="button" disabled={found.isFetching} onClick={() => found.refetch()}>
                      Search again
                    </button>
                  </div>
                )}
                {items.length === 0 && !timedOut && (
                  <Empty title="Nothing found.">Items come from POST /items, and from resources whose type says what may be searched.</Empty>
                )}
                <ol className="cards">
                  {items.map((item) => (
                    <FoundItem key={item.itemId} item={item} />
                  ))}
                </ol>
              </>
            )}
          </Shown>
        </Card>
      ) : (
        !curation && <Empty title="Say some words, or ask for a curation without any." />
      )}
    </Page>
  );
}

function FoundItem({ item }: { item: Found }) {
  return (
    <li className="card flat">
      <header className="card-head">
        <strong>{item.title}</strong>
        <Badge>{item.type}</Badge>
        <span className="quiet">{item.score?.toFixed(2)}</span>
      </header>
      {item.description && <p>{item.description}</p>}
      {item.why && item.why.length > 0 && <p className="why">{item.why.join(' · ')}</p>}
      <Tags tags={item.tags} />
    </li>
  );
}
