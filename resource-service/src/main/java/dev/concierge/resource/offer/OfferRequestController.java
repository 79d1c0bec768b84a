package dev.concierge.resource.offer;

import dev.concierge.platform.security.Caller;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Places;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Offers for the jobs of other services: each call may be made again, in whichever order it arrives. */
@RestController
@RequestMapping("/offers/{business}/requests/{request}")
class OfferRequestController {
    private final FulfilRequest fulfil;

    OfferRequestController(FulfilRequest fulfil) {
        this.fulfil = fulfil;
    }

    @Operation(
            summary =
                    "Make an offer that cannot be booked yet, with the units and resources it needs; again changes nothing")
    @PutMapping
    OfferView make(
            @PathVariable String business,
            @PathVariable UUID request,
            @Valid @RequestBody OfferRequest body,
            Caller caller) {
        return OfferView.of(fulfil.make(visible(business, caller), request, body));
    }

    @Operation(summary = "Let the offer of a request be booked")
    @PostMapping("/activation")
    OfferView activate(@PathVariable String business, @PathVariable UUID request, Caller caller) {
        return OfferView.of(fulfil.activate(visible(business, caller), request));
    }

    @Operation(summary = "Take back what was made at a request, for good, whether it ever came or not")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String business, @PathVariable UUID request, Caller caller) {
        fulfil.withdraw(visible(business, caller), request);
    }

    private static BusinessId visible(String business, Caller caller) {
        return Places.visible(business, caller);
    }
}
