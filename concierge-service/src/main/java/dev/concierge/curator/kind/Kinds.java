package dev.concierge.curator.kind;

import dev.concierge.curator.kind.ItemKind.KindId;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.schema.StandaloneSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The kinds there are. */
@Component
public class Kinds {
    private final ItemKinds kinds;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    Kinds(ItemKinds kinds, TransactionTemplate transaction, JsonMapper json) {
        this.kinds = kinds;
        this.transaction = transaction;
        this.json = json;
    }

    /** @throws InvalidInput when there is no such kind, or its schema wants other attributes */
    public void check(String kind, Map<String, @Nullable Object> attributes) {
        ItemKind known = kinds.findById(new KindId(kind))
                .orElseThrow(() -> new InvalidInput("/type", kind, "a registered kind, see /items/kinds"));
        List<FieldError> errors =
                StandaloneSchema.of(known.schema()).check("/attributes", json.valueToTree(attributes));
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    List<Kind> after(String kind, int limit) {
        return kinds.findByIdValueGreaterThanOrderByIdValue(kind, Limit.of(limit)).stream()
                .map(ItemKind::kind)
                .toList();
    }

    /** The last word counts, also of two who register one at the same moment. */
    void put(Kind said) {
        try {
            transaction.executeWithoutResult(_ -> save(said));
        } catch (DuplicateKeyException registeredMeanwhile) {
            transaction.executeWithoutResult(_ -> save(said));
        }
    }

    private void save(Kind said) {
        ItemKind kind = kinds.findForChangeById(new KindId(said.kind())).orElseGet(() -> new ItemKind(said));
        kind.change(said);
        kinds.saveAndFlush(kind);
    }
}
