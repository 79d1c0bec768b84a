package dev.concierge.hub.job;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.http.ServiceUnavailable;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.security.Caller;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** Who may hear of a job: a guest who acts in it or owns it; a client each only if the token is not for other businesses. Blocks. */
@Component
public class JobOwners {
    private final Jobs jobs;

    JobOwners(ServiceClients services) {
        this.jobs = services.create(Jobs.class, "concierge");
    }

    /** False where it cannot be asked, too: a client that may not join asks again. */
    public boolean mayHear(Caller caller, String requestId) {
        try {
            Jobs.Job job = jobs.read(Numbers.uuid(requestId));
            if (!caller.businesses().isEmpty()
                    && (job.businessId() == null || !caller.businesses().contains(job.businessId()))) {
                return false;
            }
            return switch (caller.kind()) {
                case OPERATOR, CLIENT -> true;
                case GUEST ->
                    caller.subject().equals(job.actor()) || caller.subject().equals(job.owner());
                case SERVICE -> false;
            };
        } catch (Refused | HttpClientErrorException | ServiceUnavailable none) {
            return false;
        }
    }
}
