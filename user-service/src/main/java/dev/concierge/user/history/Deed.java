package dev.concierge.user.history;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Something that somebody did.
 *
 * @param actor a guest's id, another name that a guest is known by, or who knows whom
 * @param name of the event; of an interaction its type
 * @param topic of an interaction; empty for anything else
 * @param attributes of the event; of an interaction that another producer told none
 */
public record Deed(String actor, String name, String topic, boolean isInteraction, Instant at, JsonNode attributes) {}
