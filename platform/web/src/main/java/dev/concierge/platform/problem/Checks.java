package dev.concierge.platform.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks of one request whose faults are answered together, up to 50, for what a controller reads by hand. */
public final class Checks {
    private static final int MOST = 50;

    private final List<FieldError> errors = new ArrayList<>();

    /** What the check returns; null when it finds the input invalid. Any other fact ends the request. */
    public <T> @Nullable T of(Supplier<@Nullable T> check) {
        try {
            return check.get();
        } catch (InvalidInput invalid) {
            invalid.errors().stream().limit(MOST - errors.size()).forEach(errors::add);
            return null;
        }
    }

    /** @throws InvalidInput with all that was found */
    public void finish() {
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }
}
