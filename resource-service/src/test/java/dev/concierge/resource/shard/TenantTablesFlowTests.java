package dev.concierge.resource.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.testsupport.FlowTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest
class TenantTablesFlowTests {
    /** The directory tells tenants apart; it holds their names and nothing that is theirs. */
    private static final Set<String> DIRECTORY = Set.of("businesses", "locations", "channel_names");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Shards shards;

    @Test
    void everyTableOfTenantsIsUnderForcedRowLevelSecurity() {
        assertThat(names("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'tenant' and c.relkind in ('r', 'p') and c.relname <> 'schema_history'
                """)).isNotEmpty().containsExactlyInAnyOrderElementsOf(names("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'tenant' and c.relrowsecurity and c.relforcerowsecurity
                  and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'
                              and pg_get_expr(p.polqual, p.polrelid) like '%business_id = ( SELECT tenant.app_tenant()%')
                """));
    }

    @Test
    void noTableElsewhereHoldsATenantsRows() {
        assertThat(names("""
                select distinct table_name from information_schema.columns
                where column_name = 'business_id' and table_schema not in ('tenant', 'information_schema', 'pg_catalog')
                """)).containsExactlyInAnyOrderElementsOf(DIRECTORY);
    }

    @Test
    void neitherOwnerNorTenantCanSetTheRuleAside() {
        assertThat(names("""
                select rolname from pg_roles
                where (rolsuper or rolbypassrls)
                  and rolname in (current_user, current_database() || '_app', current_database() || '_ops')
                """)).isEmpty();
    }

    @Test
    void withoutATenantNothingIsReadInSilence() {
        shards.all().iterator().next().asTenant("some", () -> insert("some"));

        assertThatThrownBy(() -> count())
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("no tenant is set");
    }

    @Test
    void aTenantSeesAndWritesItsOwnRowsAlone() {
        Shard shard = shards.all().iterator().next();
        shard.asTenant("one", () -> insert("one"));

        assertThat(shard.asTenant("one", this::count)).isEqualTo(1);
        assertThat(shard.asTenant("two", this::count)).isZero();
        assertThat(shard.asOps(this::count)).isPositive();
        assertThatThrownBy(() -> shard.asTenant("two", () -> insert("three"))).isInstanceOf(DataAccessException.class);
    }

    private int insert(String business) {
        return jdbc.sql("insert into tenant.location_numbers values (?, 'isolated', 1) on conflict do nothing")
                .param(business)
                .update();
    }

    private long count() {
        return jdbc.sql("select count(*) from tenant.location_numbers where location_id = 'isolated'")
                .query(Long.class)
                .single();
    }

    private List<String> names(String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getString(1)).list();
    }
}
