package dev.concierge.resource.booking;

import java.sql.SQLException;
import org.springframework.dao.DataIntegrityViolationException;

/** The database's own rule against two bookings of one seat, for whatever the locks above it did not keep apart. */
final class ClaimsOverlap {
    private static final String EXCLUSION_VIOLATION = "23P01";

    private ClaimsOverlap() {}

    static boolean isCauseOf(DataIntegrityViolationException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause
                && EXCLUSION_VIOLATION.equals(cause.getSQLState());
    }
}
