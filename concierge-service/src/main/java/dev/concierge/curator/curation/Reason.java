package dev.concierge.curator.curation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of the reasons why an item is in the list.
 *
 * @param part words, taste, liking, popularity, balance or exploration
 * @param value what it adds to the item's score; the values of an item's reasons sum to the score
 * @param words for people
 * @param itemId what the guest did something with, where that is the reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Reason(
        String part, double value, String words, @Nullable UUID itemId) {}
