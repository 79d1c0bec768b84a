package dev.concierge.platform.input;

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

/**
 * How many bytes a value may have as JSON in UTF-8. By default far below Kafka's 1 MB for a record, in which it is
 * one field of several.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Constraint(validatedBy = JsonSize.Bound.class)
public @interface JsonSize {
    /** Of the attributes of anything. */
    int ATTRIBUTES = 32 * 1024;

    int max() default ATTRIBUTES;

    String message() default "at most {max} bytes of JSON";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Measures it as it would be sent. */
    final class Bound implements ConstraintValidator<JsonSize, Object> {
        private int most;

        @Override
        public void initialize(JsonSize size) {
            most = size.max();
        }

        @Override
        public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
            return value == null || Sizes.asJson(value) <= most;
        }
    }
}
