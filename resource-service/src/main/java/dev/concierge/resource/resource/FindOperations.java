package dev.concierge.resource.resource;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Tenants;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds operations by the id that their sender gave, which is unique within a business only. */
@Component
public class FindOperations {
    private final Shards shards;
    private final ResourceJson json;

    FindOperations(Shards shards, ResourceJson json) {
        this.shards = shards;
        this.json = json;
    }

    /** At most two, which is one too many. */
    public List<RecordedOperation> find(String requestId, Tenants visible) {
        List<RecordedOperation> found = new ArrayList<>();
        for (Shard shard : shards.all()) {
            for (String business : businesses(shard, requestId, visible)) {
                found.addAll(shard.asTenant(
                        business,
                        () -> new OperationRows(shard.jdbc(), json, new BusinessId(business))
                                .find(List.of(requestId))
                                .values()));
            }
        }
        return found;
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
