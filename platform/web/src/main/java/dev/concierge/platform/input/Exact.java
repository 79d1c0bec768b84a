package dev.concierge.platform.input;

import tools.jackson.databind.JsonNode;

/** A body of any shape that is sent on as it came: its numbers keep every digit, {@code 1.10} stays what it is. */
public record Exact(JsonNode tree) {}
