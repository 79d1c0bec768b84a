package dev.concierge.curator.search;

import java.util.List;

/** Titles that complete what is being typed. */
record Suggestions(List<String> items) {}
