package dev.concierge.user.user;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.user.Expectation;
import dev.concierge.user.UserId;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes some of what is known of a guest; the result must be as valid as a whole body. */
@Component
class PatchUser {
    private final ChangeUser changeUser;
    private final JsonMapper json;
    private final Validator validator;

    PatchUser(ChangeUser changeUser, JsonMapper json, Validator validator) {
        this.changeUser = changeUser;
        // as strict as a whole body is read
        this.json = json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        this.validator = validator;
    }

    User patch(UserId id, Expectation expectation, JsonNode patch) {
        if (!(patch instanceof ObjectNode fields)) {
            throw new InvalidInput("", patch.getNodeType() + " (expected: an object with the fields to change)");
        }
        ObjectNode changes = fields.deepCopy();
        if (changes.has("phome")) {
            changes.set("phone", changes.remove("phome"));
        }
        return changeUser.change(id, expectation, present -> patched(present, changes));
    }

    private UserDetails patched(UserDetails present, ObjectNode changes) {
        UserDetails patched = read(MergePatch.apply(json.valueToTree(present), changes));
        var violations = validator.validate(patched);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return patched;
    }

    private UserDetails read(JsonNode tree) {
        try {
            return json.treeToValue(tree, UserDetails.class);
        } catch (JacksonException unreadable) {
            String pointer = unreadable.getPath().stream()
                    .map(step -> "/" + step.getPropertyName())
                    .reduce("", String::concat);
            throw new InvalidInput(pointer, unreadable.getOriginalMessage());
        }
    }
}
