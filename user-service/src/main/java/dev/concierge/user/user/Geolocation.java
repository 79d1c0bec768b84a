package dev.concierge.user.user;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

/** A position in degrees (WGS 84). */
@Embeddable
record Geolocation(
        @NotNull(message = LATITUDE)
        @DecimalMin(value = "-90", message = LATITUDE)
        @DecimalMax(value = "90", message = LATITUDE)
        @Column(name = "latitude")
        Double lat,

        @NotNull(message = LONGITUDE)
        @DecimalMin(value = "-180", message = LONGITUDE)
        @DecimalMax(value = "180", message = LONGITUDE)
        @Column(name = "longitude")
        Double lon) {
    private static final String LATITUDE = "-90 to 90";
    private static final String LONGITUDE = "-180 to 180";
}
