package dev.concierge.curator.experience;

import dev.concierge.curator.item.Capacity;
import dev.concierge.platform.problem.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The terms of an experience's offer, as resource-service takes them, with the share of the expert who made it. */
final class Terms {
    private static final String PRICE = "price";
    private static final String SHARES = "shares";
    private static final String POINTS = "basisPoints";
    /** Made of the job. */
    private static final List<String> OURS = List.of("name", "active");

    private Terms() {}

    static Map<String, @Nullable Object> of(String name, Map<String, @Nullable Object> offer, Party party) {
        Map<String, @Nullable Object> terms = new LinkedHashMap<>(offer);
        terms.put("name", name);
        Integer share = party.shareBasisPoints();
        if (share != null && terms.get(PRICE) instanceof Map<?, ?> price) {
            Map<Object, @Nullable Object> shared = new LinkedHashMap<>(price);
            List<Object> shares = new ArrayList<>(shares(offer));
            shares.add(Map.of("to", party.capacity().wireName() + ":" + party.actor(), POINTS, share));
            shared.put(SHARES, shares);
            terms.put(PRICE, shared);
        }
        return terms;
    }

    /** @throws InvalidInput when the parts are more than the whole, or the offer says what is the job's to say */
    static void check(Map<String, @Nullable Object> offer, @Nullable Integer share, @Nullable Capacity capacity) {
        for (String ours : OURS) {
            if (offer.containsKey(ours)) {
                throw new InvalidInput("/resource/offer/" + ours, offer.get(ours), "nothing: the job gives it");
            }
        }
        if (share == null) {
            return;
        }
        if (capacity != Capacity.EXPERT) {
            throw new InvalidInput("/shareBasisPoints", share, "nothing, as only the capacity expert has a share");
        }
        if (!(offer.get(PRICE) instanceof Map<?, ?>)) {
            throw new InvalidInput("/resource/offer/price", offer.get(PRICE), "a price to have a share of");
        }
        long given = shares(offer).stream()
                .mapToLong(other -> other instanceof Map<?, ?> map && map.get(POINTS) instanceof Number points
                        ? Math.clamp(points.longValue(), 0, Integer.MAX_VALUE)
                        : 0)
                .sum();
        if (given + share > CreateExperience.WHOLE) {
            throw new InvalidInput(
                    "/shareBasisPoints",
                    share,
                    "at most " + Math.max(0, CreateExperience.WHOLE - given) + ", what the other shares leave");
        }
    }

    private static List<?> shares(Map<String, @Nullable Object> offer) {
        return offer.get(PRICE) instanceof Map<?, ?> price && price.get(SHARES) instanceof List<?> shares
                ? shares
                : List.of();
    }
}
