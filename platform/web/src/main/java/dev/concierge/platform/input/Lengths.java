package dev.concierge.platform.input;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.Map;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.jspecify.annotations.Nullable;

/**
 * {@code @Size} as the documents say it: a {@code maxLength} counts code points (JSON Schema, 6.3.1), not the UTF-16
 * units of Java, in which an emoji is two.
 */
public final class Lengths {
    private Lengths() {}

    public static void redefineIn(HibernateValidatorConfiguration configuration) {
        ConstraintMapping mapping = configuration.createConstraintMapping();
        mapping.constraintDefinition(Size.class)
                .includeExistingValidators(false)
                .validatedBy(OfText.class)
                .validatedBy(OfCollection.class)
                .validatedBy(OfMap.class);
        configuration.addMapping(mapping);
    }

    /** Public for the validator, which makes them. */
    public abstract static class Bounds<T> implements ConstraintValidator<Size, T> {
        private int least;
        private int most;

        @Override
        public final void initialize(Size size) {
            least = size.min();
            most = size.max();
        }

        @Override
        public final boolean isValid(@Nullable T value, ConstraintValidatorContext context) {
            return value == null || (sizeOf(value) >= least && sizeOf(value) <= most);
        }

        abstract int sizeOf(T value);
    }

    public static final class OfText extends Bounds<CharSequence> {
        @Override
        int sizeOf(CharSequence text) {
            return Texts.length(text);
        }
    }

    public static final class OfCollection extends Bounds<Collection<?>> {
        @Override
        int sizeOf(Collection<?> many) {
            return many.size();
        }
    }

    public static final class OfMap extends Bounds<Map<?, ?>> {
        @Override
        int sizeOf(Map<?, ?> entries) {
            return entries.size();
        }
    }
}
