package dev.concierge.journey.catalogue;

/** Our view of {@code journey.armed}: event-service has applied this version. */
public record JourneyArmed(String journeyId, int version) {}
