package dev.concierge.curator.item;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.input.MergePatch;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.StrictJson;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes some of what is said of an item; the result must be as valid as a whole body. */
@Component
class PatchItem {
    private final SaveItem saveItem;
    private final JsonMapper json;
    private final StrictJson bodies;
    private final Validator validator;

    PatchItem(SaveItem saveItem, JsonMapper json, StrictJson bodies, Validator validator) {
        this.saveItem = saveItem;
        this.json = json;
        this.bodies = bodies;
        this.validator = validator;
    }

    void patch(Caller caller, UUID item, Precondition precondition, JsonNode patch) {
        if (!patch.isObject()) {
            throw new InvalidInput("", patch.getNodeType() + " (expected: an object with the fields to change)");
        }
        saveItem.change(caller, item, precondition, present -> patched(present, patch));
    }

    private ItemDetails patched(ItemDetails present, JsonNode patch) {
        ItemDetails patched = bodies.read(MergePatch.apply(json.valueToTree(present), patch), ItemDetails.class);
        var violations = validator.validate(patched);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return patched;
    }
}
