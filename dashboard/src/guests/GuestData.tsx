import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { done, users } from '../api/client';
import type { Guest } from '../api/shapes';
import { Confirm } from '../ui/Confirm';
import { ForOperators } from '../ui/ForOperators';
import { Badge, Card } from '../ui/Page';
import { Failed } from '../ui/States';
import { exported, type Receipt, receiptOf } from './data';
import { nameOf } from './guest';

export function GuestData({ guest, userId }: { guest: Guest; userId: string }) {
  const queries = useQueryClient();
  const [receipt, setReceipt] = useState<Receipt>();
  const save = useMutation({ mutationFn: () => exported(userId), onSuccess: (file) => download(`guest-${userId}.json`, file) });
  const erase = useMutation({
    mutationFn: async () => {
      await done(users.DELETE('/users/{userId}', { params: { path: { userId } } }));
      return receiptOf(userId);
    },
    onSuccess: (given) => {
      setReceipt(given);
      void queries.invalidateQueries({ queryKey: ['guests'] });
    },
  });
  if (receipt) return <ReceiptCard receipt={receipt} onAskAgain={() => void receiptOf(userId).then(setReceipt)} />;
  return (
    <div className="columns">
      <Card title="Export">
        <p>One JSON file of what the fleet's API tells about {nameOf(guest)}: details, preferences, profile, events, runs with their timelines.</p>
        {save.error && <Failed error={save.error} />}
        <button type="button" className="button" disabled={save.isPending} onClick={() => save.mutate()}>
          {save.isPending ? 'Collecting…' : 'Export as JSON'}
        </button>
      </Card>
      <ForOperators>
      <Card title="Erase">
        <p>
          The guest's details are deleted at once; every service is told and deletes what it has of them. Afterwards each is asked again, and
          what it answers is the receipt.
        </p>
        {erase.error && <Failed error={erase.error} />}
        <Confirm label="Erase the guest…" title={`Erase ${nameOf(guest)}?`} confirm="Erase" onConfirm={() => erase.mutate()}>
          This cannot be taken back.
        </Confirm>
      </Card>
      </ForOperators>
    </div>
  );
}

function ReceiptCard({ receipt, onAskAgain }: { receipt: Receipt; onAskAgain: () => void }) {
  return (
    <Card title="Receipt of an erasure">
      <p>
        Guest <code>{receipt.userId}</code>, asked at {receipt.askedAt}.
      </p>
      <ul className="deliveries">
        {receipt.lines.map((line) => (
          <li key={line.what}>
            <Badge tone={line.left === 0 ? 'good' : 'warn'}>{line.left === 0 ? 'nothing left' : `${line.left} left`}</Badge> {line.what}
          </li>
        ))}
      </ul>
      <div className="actions">
        <button type="button" className="button" onClick={onAskAgain}>
          Ask again
        </button>
        <button type="button" className="button primary" onClick={() => download(`erased-${receipt.userId}.json`, receipt)}>
          Save the receipt
        </button>
      </div>
    </Card>
  );
}

function download(name: string, content: unknown): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
