package dev.concierge.curator.experience;

import dev.concierge.curator.content.HeldImages;
import dev.concierge.curator.experience.ExperienceJob.State;
import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.curator.experience.ExperienceJob.Step;
import dev.concierge.curator.item.ExperienceItems;
import dev.concierge.curator.notice.TellGuest;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Checks;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes what is to be created, and what is said anew of a job that waits for it. */
@Component
public class TakeJob {
    private final ExperienceJobs jobs;
    private final Names names;
    private final JobRights rights;
    private final HeldImages images;
    private final ExperienceItems items;
    private final TellOfJob tell;
    private final TellGuest tellGuest;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    TakeJob(
            ExperienceJobs jobs,
            Names names,
            JobRights rights,
            HeldImages images,
            ExperienceItems items,
            TellOfJob tell,
            TellGuest tellGuest,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.jobs = jobs;
        this.names = names;
        this.rights = rights;
        this.images = images;
        this.items = items;
        this.tell = tell;
        this.tellGuest = tellGuest;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins a job, or leaves it waiting for another name or for its owner. */
    @Transactional
    public UUID create(Caller caller, CreateExperience wanted) {
        rights.requireBusiness(caller, wanted.businessId());
        Party party = checked(caller, wanted);
        ExperienceJob job = ExperienceJob.draft(ids.next(), party, clock.instant());
        job.fill(wanted);
        jobs.add(job);
        begin(job, true);
        write(job);
        return job.requestId();
    }

    /** One that a guest who agreed to it fills in later. */
    @Transactional
    public UUID draft(Party party) {
        ExperienceJob job = ExperienceJob.draft(ids.next(), party, clock.instant());
        jobs.add(job);
        tell.changed(job);
        return job.requestId();
    }

    /** Fills in a draft, or changes what was refused. */
    @Transactional
    public void put(Caller caller, UUID id, CreateExperience wanted, Precondition precondition) {
        ExperienceJob job = jobs.lock(id)
                .filter(found -> JobRights.mayChange(caller, found))
                .orElseThrow(() -> new JobNotFound(id));
        precondition.check(JobView.of(job));
        State state = job.state();
        switch (state.status()) {
            case DRAFT -> fill(caller, job, wanted);
            case ACTION_REQUIRED -> change(caller, job, wanted);
            case CONSENT_REQUIRED, RUNNING, UNDOING, DONE -> {
                if (!tree(wanted).equals(tree(job.content()))) {
                    throw new JobNotWaiting(id, state.status());
                }
            }
            case FAILED, CANCELLED -> throw new JobNotWaiting(id, state.status());
        }
    }

    private void fill(Caller caller, ExperienceJob job, CreateExperience wanted) {
        rights.requireBusiness(caller, wanted.businessId());
        Party party = job.state().party();
        Checks checks = new Checks();
        agreed(checks, "/owner", wanted.owner(), party.owner());
        agreed(checks, "/capacity", wanted.capacity(), party.capacity());
        agreed(checks, "/shareBasisPoints", wanted.shareBasisPoints(), party.shareBasisPoints());
        check(checks, wanted, party);
        checks.finish();
        job.fill(wanted);
        begin(job, true);
        write(job);
    }

    private static void agreed(Checks checks, String pointer, @Nullable Object said, @Nullable Object agreed) {
        checks.of(() -> {
            if (said != null && !said.equals(agreed)) {
                throw new InvalidInput(pointer, said, agreed == null ? "nothing" : agreed + ", as was agreed");
            }
            return said;
        });
    }

    private void change(Caller caller, ExperienceJob job, CreateExperience wanted) {
        CreateExperience before = job.content();
        List<String> open = Objects.requireNonNull(
                Objects.requireNonNull(job.state().trouble()).fields());
        List<FieldError> others = Differences.outside(tree(before), tree(wanted), open);
        if (!others.isEmpty()) {
            throw new OnlySomeFields(open, others);
        }
        Checks checks = new Checks();
        check(checks, wanted, job.state().party());
        checks.finish();
        job.fill(wanted);
        if (job.state().step() == Step.NAME) {
            begin(job, false);
        } else if (reserved(job)) {
            // what was made says the old things
            job.undo(Status.RUNNING, null, clock.instant());
        }
        write(job);
    }

    private void begin(ExperienceJob job, boolean isNew) {
        if (!reserved(job)) {
            return;
        }
        if (job.state().party().consent() == Party.Consent.ASKED) {
            job.await(Status.CONSENT_REQUIRED, null, clock.instant());
            tellGuest.tell(
                    job.requestId(),
                    Objects.requireNonNull(job.state().party().owner()),
                    "Somebody wants to create an experience for you",
                    "It waits for your consent.");
        } else {
            job.begin(clock.instant());
        }
        if (!isNew) {
            names.releaseAllBut(job.content().name(), job.requestId());
        }
    }

    private boolean reserved(ExperienceJob job) {
        CreateExperience content = job.content();
        if (names.reserve(content.businessId(), content.name(), job.requestId())) {
            return true;
        }
        job.await(Status.ACTION_REQUIRED, names.taken(content), clock.instant());
        return false;
    }

    private Party checked(Caller caller, CreateExperience wanted) {
        Checks checks = new Checks();
        Party party =
                checks.of(() -> rights.party(caller, wanted.owner(), wanted.capacity(), wanted.shareBasisPoints()));
        check(checks, wanted, party);
        checks.finish();
        return Objects.requireNonNull(party);
    }

    private void check(Checks checks, CreateExperience wanted, @Nullable Party party) {
        checks.of(() -> {
            Terms.check(
                    wanted.resource().offer(),
                    party == null ? wanted.shareBasisPoints() : party.shareBasisPoints(),
                    party == null ? wanted.capacity() : party.capacity());
            return wanted;
        });
        if (party != null) {
            rights.checkBrought(checks, party, wanted);
        }
        checks.of(() -> {
            items.check(Objects.requireNonNullElse(wanted.experience().attributes(), Map.of()));
            return wanted;
        });
        for (int i = 0; i < wanted.resources().size(); i++) {
            CreateExperience.Needed needed = wanted.resources().get(i);
            String place = "/resource/resources/" + i + "/data/" + CreateExperience.Needed.IMAGES;
            checks.of(() -> {
                Object said = needed.data().get(CreateExperience.Needed.IMAGES);
                if (said != null && !needed.shown().isEmpty()) {
                    throw new InvalidInput(place, said, "nothing, as the resource's images stand there");
                }
                return needed;
            });
        }
        checks.of(() -> {
            List<String> missing = images.missing(wanted.images());
            if (!missing.isEmpty()) {
                throw new InvalidInput(Objects.requireNonNull(
                        Trouble.imagesMissing(wanted, missing).errors()));
            }
            return wanted;
        });
    }

    /** As it is written and read again: of what was kept some numbers have become of another type. */
    private JsonNode tree(CreateExperience wanted) {
        return json.readTree(json.writeValueAsString(wanted));
    }

    private void write(ExperienceJob job) {
        jobs.change(job, clock.instant());
        tell.changed(job);
    }

    /** A job that was refused for one thing is to be changed in another. */
    private static final class OnlySomeFields extends Fact {
        OnlySomeFields(List<String> open, List<FieldError> others) {
            super(
                    Kind.UNPROCESSABLE,
                    "only-refused-fields",
                    "Only " + String.join(", ", open) + " may change; anything else is another job.",
                    others);
        }
    }
}
