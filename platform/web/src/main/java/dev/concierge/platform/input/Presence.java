package dev.concierge.platform.input;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code @NotNull} for a field of any shape: JSON's null is none, though a tree has a node for it. */
public final class Presence implements ConstraintValidator<NotNull, JsonNode> {
    static void redefineIn(HibernateValidatorConfiguration configuration) {
        ConstraintMapping mapping = configuration.createConstraintMapping();
        mapping.constraintDefinition(NotNull.class)
                .includeExistingValidators(true)
                .validatedBy(Presence.class);
        configuration.addMapping(mapping);
    }

    @Override
    public boolean isValid(@Nullable JsonNode value, ConstraintValidatorContext context) {
        return value != null && !value.isNull();
    }
}
