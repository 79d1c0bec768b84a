package dev.concierge.event.outlet;

import dev.concierge.platform.outgoing.OutgoingCalls;
import dev.concierge.platform.outgoing.SecretFiles;
import dev.concierge.platform.outgoing.WebhookSignature;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of an outlet that is created or replaced.
 *
 * @param secret the name of one in the secrets' folder, file event-&lt;name&gt;: whsec_ and 24 bytes or more in base64; several
 *     lines while one takes the place of another
 * @param eventNames of captured events; all when absent
 * @param since from when on, of what the topics still hold; only of one that is created, else from now on
 */
record SaveOutlet(
        @NotNull @Pattern(regexp = "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,128}$")
        String name,

        @NotNull @Size(min = 1, max = 2000) String url,

        @NotNull @Pattern(regexp = "^[a-z0-9][a-z0-9-]{0,63}$")
        String secret,

        @NotNull @Size(min = 1, max = 32) List<@NotNull String> types,
        @Nullable @Size(max = 200) List<@NotNull @Size(min = 1, max = 128) String> eventNames,
        @Nullable Boolean paused,
        @Nullable Instant since) {

    /** Before anything is done with it. */
    void check(SecretFiles secrets) {
        List<FieldError> faults = new ArrayList<>();
        OutgoingCalls.faultOf(url).ifPresent(fault -> faults.add(new FieldError("/url", fault)));
        for (int index = 0; index < types.size(); index++) {
            if (!OutletTypes.all().contains(types.get(index))) {
                faults.add(new FieldError(
                        "/types/" + index, types.get(index) + " (expected: one of " + OutletTypes.all() + ")"));
            }
        }
        secretFault(secrets.named(secret)).ifPresent(faults::add);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    private Optional<FieldError> secretFault(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.of(new FieldError(
                    "/secret", secret + " (expected: a file event-" + secret + " in the secrets' folder)"));
        }
        try {
            var _ = new WebhookSignature(lines);
            return Optional.empty();
        } catch (IllegalArgumentException unusable) {
            return Optional.of(new FieldError("/secret", String.valueOf(unusable.getMessage())));
        }
    }

    Outlet toOutlet(UUID outletId, int version, Instant now, String by) {
        List<String> names = eventNames == null ? List.of() : List.copyOf(eventNames);
        return new Outlet(
                outletId, name, url, secret, List.copyOf(types), names, Boolean.TRUE.equals(paused), version, now, by);
    }
}
