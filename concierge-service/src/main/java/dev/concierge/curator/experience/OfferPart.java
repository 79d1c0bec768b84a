package dev.concierge.curator.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.curator.experience.ExperienceJob.Step;
import dev.concierge.platform.http.ServiceClients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The offer in resource-service, with the units and resources it needs; it cannot be booked before it is activated. */
@Component
class OfferPart implements Participant {
    private final OfferRequests requests;

    OfferPart(ServiceClients services) {
        this.requests = services.create(OfferRequests.class, "resource");
    }

    @Override
    public Step step() {
        return Step.OFFER;
    }

    @Override
    public void make(ExperienceJob job) {
        CreateExperience content = job.content();
        try {
            OfferRequests.Made made = requests.make(
                    content.businessId(),
                    job.offerRequest(),
                    asked(content, job.state().party()));
            job.offered(made.offerId());
        } catch (HttpClientErrorException refusal) {
            throw PartRefused.by(refusal, OfferPart::pointer, List.of("/resource", "/locationId"));
        }
    }

    @Override
    public void undo(ExperienceJob job) {
        try {
            requests.withdraw(job.content().businessId(), job.offerRequest());
        } catch (HttpClientErrorException.NotFound nothingOfTheBusiness) {
            // there is no such business, and so nothing of this job's
        }
    }

    private static OfferRequests.Ask asked(CreateExperience content, Party party) {
        CreateExperience.Resource resource = content.resource();
        return new OfferRequests.Ask(
                content.locationId(),
                resource.zone(),
                resource.units(),
                content.resources().stream().map(OfferRequests.Resource::of).toList(),
                Terms.of(content.name(), resource.offer(), party),
                party.isOfGuest() ? true : null);
    }

    private static String pointer(String theirs) {
        if (theirs.startsWith("/terms")) {
            return theirs.equals("/terms/name")
                    ? Trouble.NAME
                    : "/resource/offer" + theirs.substring("/terms".length());
        }
        return theirs.equals("/locationId") ? theirs : "/resource" + theirs;
    }

    /** What resource-service offers to jobs. */
    interface OfferRequests {
        @PutExchange("/offers/{business}/requests/{request}")
        Made make(@PathVariable String business, @PathVariable UUID request, @RequestBody Ask ask);

        @PostExchange("/offers/{business}/requests/{request}/activation")
        void activate(@PathVariable String business, @PathVariable UUID request);

        @DeleteExchange("/offers/{business}/requests/{request}")
        void withdraw(@PathVariable String business, @PathVariable UUID request);

        /**
         * What is asked for.
         *
         * @param ofGuest whether nothing that the business has already may be taken; left out where it may
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Ask(
                String locationId,
                @Nullable String zone,
                @Nullable List<CreateExperience.Unit> units,
                List<Resource> resources,
                Map<String, @Nullable Object> terms,
                @Nullable Boolean ofGuest) {}

        /** A resource with the addresses of its images among its data. */
        record Resource(String type, Map<String, @Nullable Object> data) {
            static Resource of(CreateExperience.Needed needed) {
                Map<String, @Nullable Object> data = new LinkedHashMap<>(needed.data());
                if (!needed.shown().isEmpty()) {
                    data.put(
                            CreateExperience.Needed.IMAGES,
                            needed.shown().stream().map(ShownItem::address).toList());
                }
                return new Resource(needed.type(), data);
            }
        }

        /** What we read of the offer. */
        record Made(UUID offerId) {
            public Made {
                Objects.requireNonNull(offerId, "offerId is null");
            }
        }
    }
}
