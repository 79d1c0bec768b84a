package dev.concierge.curator.experience;

import dev.concierge.curator.experience.ExperienceJob.Step;
import dev.concierge.curator.experience.OfferPart.OfferRequests;
import dev.concierge.platform.http.ServiceClients;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** From here on the offer can be booked; it is the last of the steps, as it cannot be made unseen. */
@Component
class ActivationPart implements Participant {
    private final OfferRequests requests;

    ActivationPart(ServiceClients services) {
        this.requests = services.create(OfferRequests.class, "resource");
    }

    @Override
    public Step step() {
        return Step.ACTIVATION;
    }

    @Override
    public void make(ExperienceJob job) {
        try {
            requests.activate(job.content().businessId(), job.offerRequest());
        } catch (HttpClientErrorException refusal) {
            throw PartRefused.by(refusal, UnaryOperator.identity(), List.of("/resource", "/locationId"));
        }
    }

    /** The offer itself is taken back. */
    @Override
    public void undo(ExperienceJob job) {}
}
