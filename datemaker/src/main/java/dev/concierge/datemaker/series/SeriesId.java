package dev.concierge.datemaker.series;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

@Embeddable
record SeriesId(@Column(name = "id") UUID value) implements Serializable {}
