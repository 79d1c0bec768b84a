package dev.concierge.hub.delivery.consent;

/**
 * What a guest said and user-service has not yet confirmed.
 *
 * @param wish that is off from now on: {@code subscribed}, {@code marketing}, {@code transactional} or {@code reachable}
 */
public record Objection(String channel, String wish) {
    /** @param wanted the wish that would let a notification through */
    public boolean forbids(String onChannel, String wanted) {
        return channel.equals(onChannel)
                && (wish.equals(wanted) || wish.equals("subscribed") || wish.equals("reachable"));
    }
}
