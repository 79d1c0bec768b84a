import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { concierge, read } from '../api/client';
import type { Curation, Found } from '../api/shapes';
import { ForOperators } from '../ui/ForOperators';
import { Badge, Card, Page } from '../ui/Page';
import { Empty, Failed, Shown } from '../ui/States';

export function SearchScreen() {
  const [asked, ask] = useSearchParams();
  const q = asked.get('q') ?? '';
  const [typed, setTyped] = useState(q);
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: () => read(concierge.GET('/search', { params: { query: { q, limit: 20 } } })),
    enabled: q.length > 0,
  });
  const curate = useMutation({
    mutationFn: (query: string) => read(concierge.POST('/curations', { params: { query: { limit: 24 } }, body: { ...(query && { query }), size: 24 } })),
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
            <button type="button" className="button" disabled={curate.isPending} onClick={() => curate.mutate(typed.trim())}>
              Curate
            </button>
          </ForOperators>
        </form>
      </search>
      {curate.error && <Failed error={curate.error} />}
      {curate.data && <Curated curation={curate.data} />}
      {q ? (
        <Card title={`Found for “${q}”`}>
          <Shown query={found}>
            {({ items = [] }) =>
              items.length === 0 ? (
                <Empty title="Nothing found.">Items come from POST /items, and from resources whose type says what may be searched.</Empty>
              ) : (
                <ol className="cards">
                  {items.map((item) => (
                    <FoundItem key={item.itemId} item={item} />
                  ))}
                </ol>
              )
            }
          </Shown>
        </Card>
      ) : (
        !curate.data && <Empty title="Say some words, or ask for a curation without any." />
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

/** By kind, each place with the parts that its score is the sum of. */
function Curated({ curation }: { curation: Curation }) {
  const places = curation.items ?? [];
  const kinds = [...new Set(places.map((place) => place.item?.type ?? ''))];
  return (
    <Card title={curation.query ? `A curation for “${curation.query}”` : 'A curation'}>
      {places.length === 0 && <Empty title="There is nothing to be shown yet." />}
      {kinds.map((kind) => (
        <section key={kind}>
          <h3>{kind}</h3>
          <ul className="cards grid">
            {places
              .filter((place) => (place.item?.type ?? '') === kind)
              .map(({ item, rank, score, why = [], explored }) => (
                <li key={item?.itemId} className="card flat">
                  <header className="card-head">
                    <strong>{item?.title}</strong>
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
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Card>
  );
}

function Tags({ tags = [] }: { tags?: string[] | undefined }) {
  return (
    tags.length > 0 && (
      <p>
        {tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </p>
    )
  );
}
