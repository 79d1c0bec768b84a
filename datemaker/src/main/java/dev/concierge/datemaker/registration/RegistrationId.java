package dev.concierge.datemaker.registration;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

@Embeddable
public record RegistrationId(UUID eventId, UUID userId) implements Serializable {}
