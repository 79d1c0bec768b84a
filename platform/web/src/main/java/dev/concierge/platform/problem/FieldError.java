package dev.concierge.platform.problem;

/**
 * One field that was wrong.
 *
 * @param pointer JSON Pointer (RFC 6901) into the body, such as {@code /events/3/userId}; {@code ?name} for a query
 *     parameter, the name itself for a header
 * @param detail the value and the expectation, such as {@code PT-1S (expected: a positive duration)}
 */
public record FieldError(String pointer, String detail) {}
