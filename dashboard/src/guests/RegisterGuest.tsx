import { Form } from '@base-ui/react/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { read, users } from '../api/client';
import { Problem } from '../api/problem';
import type { GuestDetails } from '../api/shapes';
import { stepDone } from '../home/tour';
import { TextField } from '../ui/Fields';
import { Card, Page } from '../ui/Page';
import { Failed } from '../ui/States';
import { useToast } from '../ui/Toasts';

export function RegisterGuest() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const register = useMutation({
    mutationFn: (body: GuestDetails) => read(users.POST('/users', { body })),
    onSuccess: (guest) => {
      stepDone('register');
      toast('Registered', guest.email);
      void queries.invalidateQueries({ queryKey: ['guests'] });
      void navigate(`/guests/${guest.userId}`);
    },
  });
  const problem = register.error instanceof Problem ? register.error : undefined;
  return (
    <Page title="Register a guest" lead="Saved at once; a profile appears with it, and the journeys that listen to registrations start.">
      <Card>
        <Form
          className="form"
          errors={problem?.fields ?? {}}
          onFormSubmit={(values) => register.mutate(detailsOf(values as Record<string, string>))}
        >
          <div className="row">
            <TextField name="firstName" label="First name" autoComplete="off" />
            <TextField name="lastName" label="Last name" autoComplete="off" />
          </div>
          <TextField name="email" label="E-mail" type="email" required autoComplete="off" />
          <div className="row">
            <TextField name="phone" label="Phone" type="tel" hint="With country code, such as +49 30 901820" autoComplete="off" />
            <TextField name="dob" label="Day of birth" type="date" />
          </div>
          {problem && Object.keys(problem.fields).length === 0 && <Failed error={problem} />}
          <div className="actions">
            <button type="submit" className="button primary" disabled={register.isPending}>
              {register.isPending ? 'Registering…' : 'Register'}
            </button>
          </div>
        </Form>
      </Card>
    </Page>
  );
}

/** What was left empty is not said. */
function detailsOf(values: Record<string, string>): GuestDetails {
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value?.trim()));
  return { email: '', ...said };
}
