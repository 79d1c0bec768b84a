package dev.concierge.user.preferences;

import dev.concierge.platform.input.Zones;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The name of a region in the IANA time zone database; an offset would be wrong half of the year. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Constraint(validatedBy = IanaZone.Known.class)
@interface IanaZone {
    String message() default Zones.EXPECTED;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks the name up. */
    final class Known implements ConstraintValidator<IanaZone, String> {
        @Override
        public boolean isValid(@Nullable String zone, ConstraintValidatorContext context) {
            return zone == null || Zones.isKnown(zone);
        }
    }
}
