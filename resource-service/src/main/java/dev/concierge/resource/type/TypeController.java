package dev.concierge.resource.type;

import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.BusinessNotFound;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.Tenants;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A business may describe its types; types without a schema stay open. */
@RestController
@Audited
@RequestMapping("/businesses/{business}/types")
class TypeController {
    private static final int MAX_SCHEMA = 64 * 1024;

    private final Directory directory;
    private final Shards shards;
    private final ResourceTypes types;
    private final DescribeType describeType;

    TypeController(Directory directory, Shards shards, ResourceTypes types, DescribeType describeType) {
        this.directory = directory;
        this.shards = shards;
        this.types = types;
        this.describeType = describeType;
    }

    @Operation(summary = "List the types that a business has described")
    @GetMapping
    Page<TypeView> list(@PathVariable String business, PageRequest page, Caller caller) {
        BusinessId id = visible(business, caller);
        Shard shard = home(id);
        String after = page.after(Function.identity());
        return Page.of(
                        shard.asTenant(
                                id.value(), () -> types.page(shard, id, after == null ? "" : after, page.limit())),
                        page,
                        last -> Cursor.of(last.type()))
                .map(TypeView::of);
    }

    @Operation(summary = "Read the JSON Schema of a type")
    @GetMapping("/{type}")
    TypeView read(@PathVariable String business, @PathVariable String type, Caller caller) {
        BusinessId id = visible(business, caller);
        Shard shard = home(id);
        ResourceType wanted = named(type);
        return TypeView.of(shard.asTenant(id.value(), () -> types.find(shard, id, wanted))
                .orElseThrow(() -> new TypeNotFound(id, wanted)));
    }

    @Operation(summary = "Describe a type by a JSON Schema; what is written from now on must fit it")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = "object",
                                            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)))
    @PutMapping("/{type}")
    TypeView describe(
            @PathVariable String business,
            @PathVariable String type,
            @RequestBody JsonNode schema,
            Precondition precondition,
            Caller caller) {
        BusinessId id = visible(business, caller);
        Shard shard = home(id);
        ResourceType described = named(type);
        int length = Texts.length(schema.toString());
        if (length > MAX_SCHEMA) {
            throw new InvalidInput("", length + " characters (expected: at most " + MAX_SCHEMA + ")");
        }
        return TypeView.of(describeType.describe(shard, id, described, schema, precondition));
    }

    @Operation(summary = "Open a type again")
    @DeleteMapping("/{type}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void open(@PathVariable String business, @PathVariable String type, Precondition precondition, Caller caller) {
        BusinessId id = visible(business, caller);
        describeType.open(home(id), id, named(type), precondition);
    }

    private Shard home(BusinessId business) {
        return shards.get(directory.shardOf(business).orElseThrow(() -> new BusinessNotFound(business.value())));
    }

    private static BusinessId visible(String business, Caller caller) {
        if (!business.matches(BusinessId.PATTERN)) {
            throw new BusinessNotFound(business);
        }
        BusinessId id = new BusinessId(business);
        Tenants.of(caller).require(id);
        return id;
    }

    private static ResourceType named(String type) {
        if (!type.matches(ResourceType.PATTERN)) {
            throw new InvalidInput("{type}", type, ResourceType.PATTERN);
        }
        return new ResourceType(type);
    }
}
