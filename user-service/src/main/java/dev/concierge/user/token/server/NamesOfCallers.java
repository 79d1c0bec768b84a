package dev.concierge.user.token.server;

import dev.concierge.user.token.TakenNames;
import dev.concierge.user.token.client.InstalledClients;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Of operators, of clients that admins made and of those that are installed. */
@Component
class NamesOfCallers implements TakenNames {
    private static final Set<String> MEANT_OTHERWISE = Set.of("me", RegisterClients.DASHBOARD);

    private final InstalledClients installed;
    private final JdbcClient jdbc;

    NamesOfCallers(InstalledClients installed, JdbcClient jdbc) {
        this.installed = installed;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isTaken(String name) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('names of callers', 0))")
                .query((_, _) -> true)
                .single();
        return MEANT_OTHERWISE.contains(name)
                || installed.all().stream().anyMatch(each -> each.client().id().equals(name))
                || jdbc.sql("""
                                SELECT EXISTS (SELECT FROM operators WHERE name = :name)
                                    OR EXISTS (SELECT FROM api_clients WHERE client_id = :name)
                                """).param("name", name).query(Boolean.class).single();
    }
}
