package dev.concierge.user.token.client;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import dev.concierge.user.token.GeneratedSecret;
import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.TakenNames;
import dev.concierge.user.token.revocation.RevocationList;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which programs get in besides those of the installation. */
@Component
class ManageClients {
    private final ManagedClients clients;
    private final InstalledClients installed;
    private final TakenNames taken;
    private final RevocationList revoked;
    private final IssuerSettings settings;
    private final Clock clock;

    ManageClients(
            ManagedClients clients,
            InstalledClients installed,
            TakenNames taken,
            RevocationList revoked,
            IssuerSettings settings,
            Clock clock) {
        this.clients = clients;
        this.installed = installed;
        this.taken = taken;
        this.revoked = revoked;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param secret kept nowhere */
    record Given(ManagedClient client, GeneratedSecret secret) {}

    @Transactional
    public Given create(ApiClient client, String by) {
        if (taken.isTaken(client.id())) {
            throw new ClientFact.IdTaken(client.id());
        }
        GeneratedSecret secret = GeneratedSecret.next();
        return new Given(clients.saveAndFlush(new ManagedClient(client, secret, by, clock.instant())), secret);
    }

    /** @param keepPrevious how long the secret until now counts beside the new one */
    @Transactional
    public Given renew(ClientId id, Duration keepPrevious) {
        ManagedClient client = active(id);
        GeneratedSecret secret = GeneratedSecret.next();
        client.renew(secret, keepPrevious, clock.instant());
        return new Given(clients.saveAndFlush(client), secret);
    }

    /** For good; the tokens it has end, and one that is being signed at this moment ends with them. */
    @Transactional
    public void withdraw(ClientId id) {
        ManagedClient client = active(id);
        client.withdraw(clock.instant());
        clients.saveAndFlush(client);
        revoked.add(
                TokenMarks.ofSubject(Caller.Kind.CLIENT, id.value()),
                clock.instant().plus(settings.accessTokenLife()));
    }

    /** For good; the tokens it has count for the others alone, as does one that is being signed at this moment. */
    @Transactional
    public void withdrawFrom(ClientId id, String business) {
        ManagedClient client = active(id);
        Set<String> businesses = client.client().businesses();
        if (!businesses.contains(business)) {
            throw new ClientFact.BusinessNotFound(id.value(), business);
        }
        if (businesses.size() == 1) {
            throw new ClientFact.LastBusiness(id.value(), business);
        }
        client.withdrawFrom(business);
        clients.saveAndFlush(client);
        revoked.add(
                TokenMarks.ofTenant(Caller.Kind.CLIENT, id.value(), business),
                clock.instant().plus(settings.accessTokenLife()));
    }

    private ManagedClient active(ClientId id) {
        if (installed.find(id.value()).isPresent()) {
            throw new ClientFact.InSettings(id.value());
        }
        ManagedClient client = clients.findForChangeById(id).orElseThrow(() -> new ClientFact.NotFound(id.value()));
        if (client.withdrawnAt() != null) {
            throw new ClientFact.Withdrawn(id.value());
        }
        return client;
    }
}
