// The stock client of npm: 1,900 messages, of which 100 are sent twice, as a client does that did not hear the answer.
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({
  host: process.env.EVENTS_URL,
  writeKey: process.env.WRITE_KEY,
  flushAt: 100,
})
let failed = 0
analytics.on('error', (error) => {
  failed++
  console.error(error)
})
const userId = process.env.USER_ID
const started = Date.now()
for (let number = 0; number < 1900; number++) {
  const message = {
    userId,
    event: 'Segment Counted',
    properties: { number },
    messageId: `${userId}-${number}`,
    timestamp: new Date(started - 3600_000 + number),
  }
  analytics.track(message)
  if (number % 19 === 0) {
    analytics.track(message)
  }
}
analytics.identify({ userId, traits: { plan: 'pro', email: 'ada@example.org' } })
analytics.page({ userId, name: 'Home' })
analytics.screen({ userId, name: 'Cart' })
analytics.group({ userId, groupId: 'g-1' })
analytics.alias({ userId, previousId: 'before' })
await analytics.flush({ close: true, timeout: 60_000 })
console.log(JSON.stringify({ failed }))
