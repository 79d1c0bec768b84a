package dev.concierge.resource.directory;

import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.message.Ids;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/businesses")
class BusinessController {
    private final AddBusiness addBusiness;
    private final Directory directory;
    private final Idempotency idempotency;
    private final Ids ids;

    BusinessController(AddBusiness addBusiness, Directory directory, Idempotency idempotency, Ids ids) {
        this.addBusiness = addBusiness;
        this.directory = directory;
        this.idempotency = idempotency;
        this.ids = ids;
    }

    @Operation(summary = "Add a business")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<BusinessView> add(
            @Valid @RequestBody CreateBusiness body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Business business = body.business();
        Tenants.of(caller).require(body.businessId());
        Idempotency.Answer answer = idempotency.once(caller.subject(), key, body, () -> {
            addBusiness.add(business);
            return ids.next();
        });
        return ResponseEntity.created(URI.create("/businesses/" + business.id()))
                .headers(answer.headers())
                .body(BusinessView.of(business));
    }

    @Operation(summary = "List the businesses the caller may see")
    @GetMapping
    Page<BusinessView> list(PageRequest page, Caller caller) {
        return Page.of(
                        directory.businesses(Tenants.of(caller), page.after(Function.identity()), page.limit()),
                        page.limit(),
                        last -> Cursor.of(last.id()))
                .map(BusinessView::of);
    }

    @Operation(summary = "Read a business")
    @GetMapping("/{business}")
    BusinessView read(@PathVariable String business, Caller caller) {
        Tenants.of(caller).require(business);
        return directory.business(business).map(BusinessView::of).orElseThrow(() -> new BusinessNotFound(business));
    }
}
