type Read = { event: Record<string, unknown> } | { errors: Record<string, string> };

/** What a form says, as the event to be posted; a time left out means now. */
export function eventOf(form: Record<string, string>, now: Date): Read {
  const attributes = objectOf(form.attributes ?? '');
  if (!attributes) return { errors: { attributes: 'is not a JSON object' } };
  const at = form.eventTime ? new Date(form.eventTime) : now;
  if (Number.isNaN(at.getTime())) return { errors: { eventTime: 'is not a time' } };
  return {
    event: { userId: form.userId?.trim(), eventName: form.eventName?.trim(), eventTime: at.toISOString(), attributes },
  };
}

function objectOf(text: string): Record<string, unknown> | undefined {
  if (!text.trim()) return {};
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
