import { Form } from '@base-ui/react/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { events, read } from '../api/client';
import { Problem } from '../api/problem';
import { stepDone } from '../home/tour';
import { TextArea, TextField } from '../ui/Fields';
import { Failed } from '../ui/States';
import { useToast } from '../ui/Toasts';
import { eventOf } from './event';

export function PostEvent({ userId }: { userId: string }) {
  const queries = useQueryClient();
  const toast = useToast();
  const [unreadable, setUnreadable] = useState<Record<string, string>>({});
  const post = useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      // the contract leaves the form open: two shapes are taken
      read(events.POST('/event', { body: body as Record<string, never> })),
    onSuccess: ({ eventId }) => {
      stepDone('event');
      toast('Taken', `Event ${eventId}`);
      void queries.invalidateQueries({ queryKey: ['events'] });
    },
  });
  const problem = post.error instanceof Problem ? post.error : undefined;
  return (
    <Form
      className="form"
      errors={{ ...problem?.fields, ...unreadable }}
      onFormSubmit={(values) => {
        const read = eventOf(values as Record<string, string>, new Date());
        setUnreadable('errors' in read ? read.errors : {});
        if ('event' in read) post.mutate(read.event);
      }}
    >
      <div className="row">
        <TextField name="userId" label="Guest’s id" defaultValue={userId} required autoComplete="off" />
        <TextField name="eventName" label="Name" defaultValue="offer_viewed" required autoComplete="off" />
      </div>
      <TextField name="eventTime" label="When" type="datetime-local" step={1} hint="In your zone; now, when left empty" />
      <TextArea name="attributes" label="Attributes" rows={3} defaultValue={'{"offerId": "o-1"}'} hint="A JSON object" />
      {problem && Object.keys(problem.fields).length === 0 && <Failed error={problem} />}
      <div className="actions">
        <button type="submit" className="button primary" disabled={post.isPending}>
          Post
        </button>
      </div>
    </Form>
  );
}
