package dev.concierge.hub.channel;

/**
 * A frame ready to be written, shared by everyone who gets it and never changed.
 *
 * @param binary whether it travels as a binary frame
 */
public record Encoded(boolean binary, byte[] bytes) {}
