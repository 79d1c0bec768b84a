package dev.concierge.hub.delivery;

import java.util.UUID;

/** The effect that sends a notification on a channel. */
public record DeliveryRequested(UUID notificationId) {}
