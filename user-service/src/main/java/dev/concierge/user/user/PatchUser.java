package dev.concierge.user.user;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.input.MergePatch;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.web.StrictJson;
import dev.concierge.user.identity.UserId;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes some of what is known of a guest; the result must be as valid as a whole body. */
@Component
class PatchUser {
    private final ChangeUser changeUser;
    private final JsonMapper json;
    private final StrictJson bodies;
    private final Validator validator;

    PatchUser(ChangeUser changeUser, JsonMapper json, StrictJson bodies, Validator validator) {
        this.changeUser = changeUser;
        this.json = json;
        this.bodies = bodies;
        this.validator = validator;
    }

    User patch(UserId id, Precondition precondition, JsonNode patch) {
        if (!(patch instanceof ObjectNode fields)) {
            throw new InvalidInput("", patch.getNodeType() + " (expected: an object with the fields to change)");
        }
        ObjectNode changes = fields.deepCopy();
        if (changes.has("phome")) {
            changes.set("phone", changes.remove("phome"));
        }
        return changeUser.change(id, precondition, present -> patched(present, changes));
    }

    /** The details with these changes. */
    UserDetails patched(UserDetails present, ObjectNode changes) {
        return read(MergePatch.apply(json.valueToTree(present), changes));
    }

    /** What would be read of a body. */
    UserDetails read(JsonNode body) {
        UserDetails patched = bodies.read(body, UserDetails.class);
        var violations = validator.validate(patched);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return patched;
    }
}
