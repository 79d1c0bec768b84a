/** The README's story, which a newcomer does by clicking. */
export const TOUR = [
  { step: 'register', title: 'Register a guest', to: '/guests/new', why: 'A profile is there at once, and the journey “welcome” starts.' },
  { step: 'why', title: 'Ask why the guest is where they are', to: '/runs', why: 'Open the newest run: each step says what was asked and answered.' },
  { step: 'event', title: 'Say what the guest did', to: '/events?post', why: 'Within a minute after registering, offer_viewed makes the guest “engaged”.' },
  { step: 'start', title: 'Start the journey again by hand', to: '/guests', why: 'On the guest’s page, under Runs; the mail shows under Notifications.' },
  { step: 'resource', title: 'Watch a place change', to: '/resources', why: 'Leave the table open and write a resource by curl: step 6 of the README.' },
] as const;

type StepName = (typeof TOUR)[number]['step'];
const KEY = 'tour';

export function stepsDone(): StepName[] {
  const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
  return TOUR.map(({ step }) => step).filter((step) => Array.isArray(kept) && kept.includes(step));
}

export function stepDone(step: StepName): void {
  localStorage.setItem(KEY, JSON.stringify([...new Set([...stepsDone(), step])]));
}
