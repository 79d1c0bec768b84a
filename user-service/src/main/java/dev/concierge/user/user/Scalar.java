package dev.concierge.user.user;

import dev.concierge.platform.input.Texts;
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
                case String text -> Texts.length(text) <= 1000;
                case Number number -> true;
                case Boolean truth -> true;
                case null, default -> false;
            };
        }
    }
}
