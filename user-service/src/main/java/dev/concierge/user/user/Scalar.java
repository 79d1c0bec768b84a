package dev.concierge.user.user;

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

/** A value without parts: text, number or truth. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Constraint(validatedBy = Scalar.Kinds.class)
@interface Scalar {
    String message() default "a text of at most 1000 characters, a number, true or false";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Tells scalars by what the JSON reader made of them. */
    final class Kinds implements ConstraintValidator<Scalar, Object> {
        @Override
        public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
            return switch (value) {
                // Postgres keeps no NUL, neither in text nor in JSON
                case String text -> text.length() <= 1000 && text.indexOf('\0') < 0;
                case Double number -> Double.isFinite(number);
                case Number number -> true;
                case Boolean truth -> true;
                case null, default -> false;
            };
        }
    }
}
