package dev.concierge.curator.curation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What we read of a guest's profile. */
record Persona(@Nullable Map<String, Double> affinities) {}
