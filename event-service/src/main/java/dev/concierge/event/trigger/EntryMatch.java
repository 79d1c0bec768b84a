package dev.concierge.event.trigger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A journey that the guest enters by an occurrence.
 *
 * @param triggerId of the trigger by which; null for the journey's own entry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryMatch(String journeyId, int version, @Nullable UUID triggerId) {}
