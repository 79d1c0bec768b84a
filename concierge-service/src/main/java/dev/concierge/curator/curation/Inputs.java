package dev.concierge.curator.curation;

import dev.concierge.curator.interaction.InteractionType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a curation is made of; with its seed it makes the same list at any time, whatever has changed since.
 *
 * @param balance the weight of the balance of topics against the relevance
 * @param exploration the share of places for items that would not be there otherwise
 * @param model the version that scored; null while there was none
 * @param wanted the share of each topic in what the guest likes
 */
record Inputs(
        @Nullable String query,
        int size,
        double balance,
        double exploration,
        @Nullable UUID model,
        Map<String, Double> wanted,
        List<Considered> considered) {
    /**
     * An item that could be picked, with each part of its relevance; the parts sum to at most 1.
     *
     * @param because what the guest did that speaks for it most
     * @param others how many further things of what the guest did are in {@code taste}
     * @param fields those that hold words of the query
     * @param takers how many guests had taken it
     */
    record Considered(
            UUID item,
            List<String> topics,
            double words,
            double taste,
            double liking,
            double popularity,
            List<Because> because,
            int others,
            List<String> fields,
            int takers) {
        double relevance() {
            return words + taste + liking + popularity;
        }
    }

    /**
     * @param type the strongest thing that the guest did with the item
     * @param part what it adds to the taste
     */
    record Because(UUID item, InteractionType type, double part) {}
}
