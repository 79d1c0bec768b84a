package dev.concierge.resource.resource;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.Tenants;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.ShardAway;
import dev.concierge.resource.shard.Shards;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds operations by the id that their sender gave, which is unique within a business only. */
@Component
public class FindOperations {
    private final Directory directory;
    private final Shards shards;
    private final ResourceJson json;

    FindOperations(Directory directory, Shards shards, ResourceJson json) {
        this.directory = directory;
        this.shards = shards;
        this.json = json;
    }

    /** At most two, which is one too many. */
    public List<RecordedOperation> find(String requestId, Tenants visible) {
        List<RecordedOperation> found = new ArrayList<>();
        Optional<ShardAway> away = Optional.empty();
        for (Shard shard : shards(visible)) {
            try {
                found.addAll(in(shard, requestId, visible));
            } catch (ShardAway unknown) {
                away = Optional.of(unknown);
            }
        }
        if (found.isEmpty() && away.isPresent()) {
            throw away.get();
        }
        return found;
    }

    private List<RecordedOperation> in(Shard shard, String requestId, Tenants visible) {
        List<RecordedOperation> found = new ArrayList<>();
        for (String business : businesses(shard, requestId, visible)) {
            found.addAll(shard.asTenant(
                    business,
                    () -> new OperationRows(shard, json, new BusinessId(business))
                            .find(List.of(requestId))
                            .values()));
        }
        return found;
    }

    /** Those of the visible tenants, so that no other shard's fault is theirs. */
    private Collection<Shard> shards(Tenants visible) {
        return visible.isAll()
                ? shards.all()
                : visible.ids().stream()
                        .filter(id -> id.matches(BusinessId.PATTERN))
                        .flatMap(id -> directory.shardOf(new BusinessId(id)).stream())
                        .distinct()
                        .map(shards::get)
                        .toList();
    }

    private static List<String> businesses(Shard shard, String requestId, Tenants visible) {
        return shard.asOps(() -> shard.jdbc()
                .sql("""
                        select business_id from tenant.operations
                        where request_id = :request and (:all or business_id = any (:visible)) limit 2
                        """)
                .param("request", requestId)
                .param("all", visible.isAll())
                .param("visible", visible.ids().toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
