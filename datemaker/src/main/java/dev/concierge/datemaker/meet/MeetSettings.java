package dev.concierge.datemaker.meet;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param credentials the client's file from Google's console, as its quickstart calls it
 * @param token the host's consent, as the quickstart writes it: a JSON object with {@code refresh_token}
 * @param url of the API
 * @param spacesPerMinute how many spaces are made at most; Google allows ten of one user
 * @param ahead how long before the start of an event spaces are made for it
 */
@Validated
@ConfigurationProperties(value = "concierge.datemaker.meet", ignoreUnknownFields = false)
record MeetSettings(
        @NotNull @DefaultValue("creds.json") Path credentials,
        @NotNull @DefaultValue("token.json") Path token,

        @Pattern(regexp = "https?://.+/", message = "must be an address that ends with a slash")
        @DefaultValue("https://meet.googleapis.com/")
        String url,

        @Min(1) @Max(600) @DefaultValue("10") int spacesPerMinute,
        @NotNull @DefaultValue("15m") Duration ahead) {}
