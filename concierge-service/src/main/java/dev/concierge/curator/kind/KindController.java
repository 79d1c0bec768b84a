package dev.concierge.curator.kind;

import dev.concierge.platform.input.JsonSize;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.schema.StandaloneSchema;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/items/kinds")
class KindController {
    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final Kinds kinds;

    KindController(Kinds kinds) {
        this.kinds = kinds;
    }

    @Operation(summary = "List the kinds of items, with the schema of their attributes and their card")
    @GetMapping
    Page<Kind> listKinds(PageRequest page) {
        String after = Objects.requireNonNullElse(page.after(kind -> kind), "");
        return Page.of(kinds.after(after, page.limit() + 1), page, last -> Cursor.of(last.kind()));
    }

    @Operation(summary = "Register a kind of items, or change it; items that are there stay as they are")
    @PutMapping("/{kind}")
    Kind register(@PathVariable String kind, @Valid @RequestBody RegisterKind body) {
        if (!NAME.matcher(kind).matches()) {
            throw new InvalidInput("{kind}", kind, "1 to 32 small letters, digits and hyphens, a letter first");
        }
        StandaloneSchema.of("/schema", body.schema());
        Kind registered = new Kind(kind, body.name(), body.schema(), body.card());
        kinds.put(registered);
        return registered;
    }

    record RegisterKind(
            @NotBlank @Size(max = 100) String name,
            @NotNull @JsonSize JsonNode schema,

            @NotEmpty @Size(max = 20)
            Map<@Size(max = 32) String, @NotNull @Pattern(regexp = "^(/[^/]{1,64}){1,8}$") String> card) {}
}
