package dev.concierge.user.user;

import dev.concierge.platform.address.EmailAddress;
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

/** An e-mail address that mail servers take; whether it works only a mail can tell. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Constraint(validatedBy = Mailbox.Readable.class)
@interface Mailbox {
    String message() default UserDetails.EMAIL_EXPECTED;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reads it as those do who write to it. */
    final class Readable implements ConstraintValidator<Mailbox, String> {
        @Override
        public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
            try {
                return address == null || EmailAddress.of(address).local().length() > 0;
            } catch (IllegalArgumentException unreadable) {
                return false;
            }
        }
    }
}
