package dev.concierge.platform.cache;

/** Nothing of a cache's key that is older than this version counts any more. */
record Eviction(String cache, String key, long version) {}
