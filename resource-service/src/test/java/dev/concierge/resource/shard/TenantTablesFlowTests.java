package dev.concierge.resource.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.testsupport.FlowTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@FlowTest(topics = "users")
class TenantTablesFlowTests {
    /** The directory tells tenants apart; it holds their names and nothing that is theirs. A guest's list is the guest's. */
    private static final Set<String> DIRECTORY = Set.of("businesses", "locations", "channel_names", "guest_bookings");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Shards shards;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void everyTableOfTenantsIsUnderForcedRowLevelSecurity() {
        assertThat(tables()).isNotEmpty().containsExactlyInAnyOrderElementsOf(isolated());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table tenant.resources disable row level security",
                "alter table tenant.operations no force row level security",
                "drop policy tenant on tenant.changes",
                "alter policy tenant on tenant.location_numbers using (true)",
                "create policy open on tenant.resources using (true)",
                "create table tenant.planted (business_id text)"
            })
    void aTableThatIsNotIsFound(String bug) {
        transaction.executeWithoutResult(planted -> {
            planted.setRollbackOnly();
            jdbc.sql(bug).update();
            assertThat(tables()).hasSize(isolated().size() + 1);
        });
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

    private List<String> tables() {
        return names("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'tenant' and c.relkind in ('r', 'p') and c.relname <> 'schema_history'
                """);
    }

    /** Under a policy that shows one tenant's rows, and no other that anybody but the operators' role has a part in. */
    private List<String> isolated() {
        return names("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'tenant' and c.relrowsecurity and c.relforcerowsecurity
                  and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'
                              and pg_get_expr(p.polqual, p.polrelid) like '%business_id = ( SELECT tenant.app_tenant()%')
                  and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname <> 'tenant'
                              and p.polroles <> array(select oid from pg_roles where rolname = current_database() || '_ops'))
                """);
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
