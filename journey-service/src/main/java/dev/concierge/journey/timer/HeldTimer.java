package dev.concierge.journey.timer;

import dev.concierge.journey.definition.JourneyId;

/** A timer that is put aside until its journey goes on. */
public record HeldTimer(JourneyId journeyId, Timer timer) {}
