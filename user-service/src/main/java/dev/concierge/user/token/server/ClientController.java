package dev.concierge.user.token.server;

import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.TokenKind;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who gets tokens for a secret, for admins to look at; secrets are files, so files and settings are where they change. */
@RestController
class ClientController {
    private final List<ClientView> clients;

    ClientController(RegisteredClientRepository registered, IssuerSettings settings) {
        this.clients = Stream.concat(
                        ApiClient.ALL.stream(),
                        settings.clients().entrySet().stream()
                                .map(client -> ApiClient.configured(client.getKey(), client.getValue())))
                .map(client -> ClientView.of(client, registered.findByClientId(client.id()) != null))
                .sorted(Comparator.comparing(ClientView::clientId))
                .toList();
    }

    /**
     * @param businesses the tenants it may act for; none means all
     * @param isRegistered whether its secret's file was there at the start
     */
    record ClientView(
            String clientId, TokenKind kind, List<String> scopes, List<String> businesses, boolean isRegistered) {
        static ClientView of(ApiClient client, boolean isRegistered) {
            return new ClientView(
                    client.id(),
                    client.kind(),
                    client.scopes().stream().sorted().toList(),
                    client.businesses().stream().sorted().toList(),
                    isRegistered);
        }
    }

    @GetMapping("/clients")
    @Operation(summary = "Lists who gets tokens for a secret, with scopes and tenants; no secrets")
    Page<ClientView> listClients(PageRequest page) {
        String after = page.after(Function.identity());
        List<ClientView> rows = clients.stream()
                .filter(client -> after == null || client.clientId().compareTo(after) > 0)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(rows, page, client -> Cursor.of(client.clientId()));
    }
}
