package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.email.Senders.Named;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.mail.MessagingException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** In whose name the mails of each business go out: operators decide, as a name is a promise to whoever reads it. */
@RestController
@RequestMapping("/notifications/senders")
class SenderController {
    private static final String ADDRESS = "an address, with or without a name: Café <cafe@example.org>";

    private final Senders senders;
    private final TransactionTemplate transaction;

    SenderController(Senders senders, TransactionTemplate transaction) {
        this.senders = senders;
        this.transaction = transaction;
    }

    @GetMapping
    @Operation(summary = "Lists the senders of all businesses that have one")
    Page<SenderView> senders(PageRequest page) {
        return Page.of(senders.after(page.after(id -> id), page.limit() + 1), page, row -> Cursor.of(row.businessId()))
                .map(SenderView::of);
    }

    @GetMapping("/{businessId}")
    @Operation(summary = "The sender of a business")
    SenderView sender(@PathVariable String businessId) {
        return senders.find(businessId)
                .map(found -> SenderView.of(new Named(businessId, found)))
                .orElseThrow(() -> new SenderNotFound(businessId));
    }

    @PutMapping("/{businessId}")
    @Operation(summary = "Sets in whose name the mails of a business go out")
    SenderView put(
            @PathVariable @Pattern(regexp = "^[A-Za-z0-9._-]{1,100}$") String businessId,
            Precondition precondition,
            @Valid @RequestBody SetSender body) {
        checkAddress("/from", body.from());
        if (body.replyTo() != null) {
            checkAddress("/replyTo", body.replyTo());
        }
        Sender sender = new Sender(body.from(), body.replyTo());
        transaction.executeWithoutResult(_ -> {
            senders.lock(businessId)
                    .ifPresentOrElse(
                            present -> precondition.check(SenderView.of(new Named(businessId, present))),
                            precondition::checkAbsent);
            senders.put(businessId, sender);
        });
        return SenderView.of(new Named(businessId, sender));
    }

    @DeleteMapping("/{businessId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Lets a business's mails go out in our name again")
    void remove(@PathVariable String businessId, Precondition precondition) {
        transaction.executeWithoutResult(_ -> {
            Sender present = senders.lock(businessId).orElseThrow(() -> new SenderNotFound(businessId));
            precondition.check(SenderView.of(new Named(businessId, present)));
            senders.remove(businessId);
        });
    }

    record SetSender(
            @NotBlank(message = ADDRESS) @Size(max = 320) String from,
            @Nullable @Size(max = 320) String replyTo) {}

    record SenderView(
            String businessId, String from, @Nullable String replyTo) {
        private static SenderView of(Named named) {
            return new SenderView(
                    named.businessId(), named.sender().from(), named.sender().replyTo());
        }
    }

    private static void checkAddress(String pointer, String address) {
        try {
            ComposeMail.sender(address);
        } catch (MessagingException broken) {
            throw new InvalidInput(pointer, address, ADDRESS);
        }
    }

    static final class SenderNotFound extends Fact {
        SenderNotFound(String businessId) {
            super(Kind.NOT_FOUND, "sender-not-found", "Business " + businessId + " has no sender of its own.");
        }
    }
}
