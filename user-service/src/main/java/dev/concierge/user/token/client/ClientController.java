package dev.concierge.user.token.client;

import dev.concierge.platform.audit.AuditLog;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import dev.concierge.user.token.TokenKind;
import dev.concierge.user.token.client.ManageClients.Given;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who gets tokens for a secret. For admins. */
@RestController
@RequestMapping("/clients")
class ClientController {
    private static final String ID = "2 to 64 lower-case letters, digits and . _ -, the first a letter";
    private static final String SCOPES = "at least one scope";
    private static final String BUSINESS = "ids of businesses";
    private static final String KEEP = "a duration from PT0S to P30D";

    private final InstalledClients installed;
    private final ManagedClients managed;
    private final ManageClients manage;
    private final AuditLog audit;

    ClientController(InstalledClients installed, ManagedClients managed, ManageClients manage, AuditLog audit) {
        this.installed = installed;
        this.managed = managed;
        this.manage = manage;
        this.audit = audit;
    }

    /**
     * @param clientId by which it asks for tokens; what they and the audit log call it
     * @param businesses the tenants it may act for; none, or left out, means all
     */
    record CreateClient(
            @NotNull(message = ID) @Pattern(regexp = ClientId.PATTERN, message = ID) @Schema(example = "sample")
            String clientId,

            @NotNull(message = SCOPES) @Size(min = 1, max = 14, message = SCOPES)
            Set<@NotNull(message = SCOPES) Scope> scopes,

            @Size(max = 100, message = "at most 100 businesses") @Nullable
            Set<
                            @NotNull(message = BUSINESS)
                            @Pattern(regexp = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$", message = BUSINESS) String>
                    businesses) {
        ApiClient client() {
            return new ApiClient(
                    clientId,
                    TokenKind.CLIENT,
                    scopes.stream().map(Scope::claim).collect(Collectors.toUnmodifiableSet()),
                    Set.copyOf(Objects.requireNonNullElse(businesses, Set.of())));
        }
    }

    /** @param keepPrevious how long the secret until now counts beside the new one; left out it ends at once */
    record RenewSecret(
            @DurationMin(message = KEEP) @DurationMax(days = 30, message = KEEP) @Nullable
            Duration keepPrevious) {}

    /** @param secret shown here and never again */
    record ClientSecretView(ClientView client, String secret) {
        static ClientSecretView of(Given given) {
            return new ClientSecretView(
                    ClientView.of(given.client()), given.secret().text());
        }
    }

    @GetMapping
    @Operation(summary = "Lists who gets tokens for a secret, with scopes and tenants; no secrets")
    Page<ClientView> listClients(PageRequest page) {
        String after = Objects.requireNonNullElse(page.after(Function.identity()), "");
        Stream<ClientView> made =
                managed.findByIdValueGreaterThanOrderByIdValue(after, Limit.of(page.limit() + 1)).stream()
                        .filter(client -> installed.find(client.id().value()).isEmpty())
                        .map(ClientView::of);
        List<ClientView> rows = Stream.concat(
                        installed.all().stream()
                                .map(ClientView::of)
                                .filter(client -> client.clientId().compareTo(after) > 0),
                        made)
                .sorted(Comparator.comparing(ClientView::clientId))
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(rows, page, client -> Cursor.of(client.clientId()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Makes a client: the answer has its secret, once")
    ResponseEntity<ClientSecretView> makeClient(@RequestBody @Valid CreateClient body, Caller caller) {
        ApiClient client = body.client();
        Given given = manage.create(client, caller.subject());
        writeDown(
                caller,
                "made with " + sorted(client.scopes()) + " for "
                        + (client.businesses().isEmpty() ? "all businesses" : sorted(client.businesses())),
                client.id());
        return ResponseEntity.created(URI.create("/clients/" + client.id())).body(ClientSecretView.of(given));
    }

    @GetMapping("/{clientId}")
    @Operation(summary = "A client; no secret")
    ClientView client(@PathVariable String clientId) {
        Optional<ClientView> found = installed.find(clientId).map(ClientView::of);
        return found.or(() -> managed.findById(new ClientId(clientId)).map(ClientView::of))
                .orElseThrow(() -> new ClientFact.NotFound(clientId));
    }

    @PostMapping("/{clientId}/secret")
    @Operation(summary = "Gives a client another secret, shown once; tokens that it has stay good until they expire")
    ClientSecretView renewSecret(@PathVariable String clientId, @RequestBody @Valid RenewSecret body, Caller caller) {
        Duration keep = Objects.requireNonNullElse(body.keepPrevious(), Duration.ZERO);
        Given given = manage.renew(new ClientId(clientId), keep);
        writeDown(caller, "secret renewed, the one before good for " + keep, clientId);
        return ClientSecretView.of(given);
    }

    @DeleteMapping("/{clientId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraws a client for good: it gets no token, and those it has end within a second")
    void withdrawClient(@PathVariable String clientId) {
        manage.withdraw(new ClientId(clientId));
    }

    @DeleteMapping("/{clientId}/businesses/{businessId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Takes one of its businesses from a client for good, and from the tokens it has within a second")
    void withdrawBusiness(@PathVariable String clientId, @PathVariable String businessId) {
        manage.withdrawFrom(new ClientId(clientId), businessId);
    }

    /** What the request's own rows do not say. */
    private void writeDown(Caller caller, String what, String clientId) {
        audit.add(new AuditLog.Entry(caller.keyspace(), "operator", what, "/clients/" + clientId, "done", ""));
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(" "));
    }
}
