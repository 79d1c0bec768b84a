package dev.concierge.platform.outgoing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param allowed addresses or CIDRs that may be called although they are not public, loopback included
 * @param refused addresses or CIDRs that may not be called although they are public; goes before allowed
 * @param connectTimeout until a connection stands
 * @param timeout of a whole call, with resolving, connecting, sending and reading
 * @param maxAnswer bytes read of an answer; more is cut
 * @param perHost connections to one host
 * @param total calls under way
 * @param perCaller of them, for one caller
 */
@Validated
@ConfigurationProperties(prefix = "concierge.outgoing", ignoreUnknownFields = false)
record OutgoingSettings(
        @DefaultValue List<String> allowed,
        @DefaultValue List<String> refused,
        @NotNull @DefaultValue("2s") Duration connectTimeout,
        @NotNull @DefaultValue("10s") Duration timeout,
        @NotNull @DefaultValue("256KB") DataSize maxAnswer,
        @Min(1) @Max(1000) @DefaultValue("16") int perHost,
        @Min(1) @Max(10_000) @DefaultValue("128") int total,
        @Min(1) @Max(10_000) @DefaultValue("32") int perCaller) {
    private static final DataSize LARGEST_ANSWER = DataSize.ofMegabytes(16);

    OutgoingSettings {
        if (maxAnswer.isNegative() || maxAnswer.compareTo(LARGEST_ANSWER) > 0) {
            throw new IllegalArgumentException(
                    "concierge.outgoing.max-answer: " + maxAnswer + " (expected: 0B to " + LARGEST_ANSWER + ")");
        }
    }
}
