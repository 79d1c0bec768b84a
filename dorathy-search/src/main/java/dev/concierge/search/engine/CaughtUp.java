package dev.concierge.search.engine;

/** Told once the index has all that its topics held when the process began. */
public record CaughtUp() {}
