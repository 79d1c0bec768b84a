package dev.concierge.curator.request;

import dev.concierge.curator.experience.JobRights;
import dev.concierge.curator.experience.Party;
import dev.concierge.curator.experience.TakeJob;
import dev.concierge.curator.item.Capacity;
import dev.concierge.curator.notice.TellGuest;
import dev.concierge.curator.request.HelpRequest.Status;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Checks;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks, accepts, declines, and lets run out. Who asks has consented; who accepts gets a draft to fill in. */
@Component
class DecideHelp {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int AT_ONCE = 100;

    /** Each of them is told to somebody, who has not asked for it. */
    private static final int MOST_A_DAY = 20;

    private static final int MOST_A_DAY_TO_ONE = 3;

    private final HelpRequests requests;
    private final TakeJob jobs;
    private final TellGuest tell;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    DecideHelp(
            HelpRequests requests,
            TakeJob jobs,
            TellGuest tell,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.requests = requests;
        this.jobs = jobs;
        this.tell = tell;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    public UUID ask(Caller caller, AskForHelp ask) {
        Instant now = clock.instant();
        Instant expires = Objects.requireNonNullElse(ask.expiresAt(), now.plus(USUAL));
        Checks checks = new Checks();
        checks.of(() -> require(!ask.to().equals(caller.subject()), "/to", ask.to(), "another guest"));
        checks.of(() -> require(
                ask.capacity() == Capacity.PARTNER || ask.capacity() == Capacity.EXPERT,
                "/capacity",
                ask.capacity().wireName(),
                "partner or expert"));
        checks.of(() -> require(
                ask.shareBasisPoints() == null || ask.capacity() == Capacity.EXPERT,
                "/shareBasisPoints",
                ask.shareBasisPoints(),
                "nothing, as only an expert has a share"));
        checks.of(() -> require(
                expires.isAfter(now) && !expires.isAfter(now.plus(LONGEST)),
                "/expiresAt",
                ask.expiresAt(),
                "a time to come within " + LONGEST));
        checks.finish();
        String _ = requests.waitForTurnOf(caller.subject());
        Optional<HelpRequest> asked = open(caller.subject(), ask, now);
        if (asked.isPresent()) {
            return asked.get().id().value();
        }
        requireRoom(caller.subject(), ask.to(), now.minus(Duration.ofDays(1)));
        HelpRequest request =
                requests.save(new HelpRequest(new HelpRequestId(ids.next()), caller.subject(), ask, expires, now));
        UUID id = request.id().value();
        tell.tell(
                id,
                request.helper(),
                "A guest asks for your help",
                "A guest asks you, as " + request.capacity().wireName() + ", to create something for them.");
        return id;
    }

    /** The same, asked before and still to be answered: one consent is enough, and one message to whom it is asked of. */
    private Optional<HelpRequest> open(String asker, AskForHelp ask, Instant now) {
        return requests
                .findByAskerAndHelperAndStatusAndExpiresAtAfterOrderByIdValue(asker, ask.to(), Status.ASKED, now)
                .stream()
                .filter(request -> request.isWhatIs(ask))
                .findFirst();
    }

    private void requireRoom(String asker, String helper, Instant since) {
        if (requests.countByAskerAndAskedAtAfter(asker, since) >= MOST_A_DAY
                || requests.countByAskerAndHelperAndAskedAtAfter(asker, helper, since) >= MOST_A_DAY_TO_ONE) {
            throw new TooManyAsked();
        }
    }

    private static boolean require(boolean holds, String pointer, @Nullable Object value, String expectation) {
        if (!holds) {
            throw new InvalidInput(pointer, value, expectation);
        }
        return true;
    }

    /** @throws JobRights.CapacityNotGranted when who was asked may not act so */
    @Transactional
    public void accept(Caller caller, UUID id) {
        HelpRequest request = locked(id, caller.subject(), false);
        if (request.status() == Status.ACCEPTED) {
            return;
        }
        requireOpen(request);
        if (!JobRights.isGranted(caller, request.capacity())) {
            throw new JobRights.CapacityNotGranted(request.capacity());
        }
        Party party = new Party(
                request.helper(),
                request.asker(),
                request.capacity(),
                request.shareBasisPoints(),
                Party.Consent.GIVEN,
                request.askedAt());
        request.accept(jobs.draft(party), clock.instant());
        told(request, request.asker(), "accepted");
    }

    @Transactional
    public void decline(Caller caller, UUID id) {
        HelpRequest request = locked(id, caller.subject(), false);
        if (request.status() != Status.DECLINED) {
            requireOpen(request);
            request.decline(clock.instant());
            told(request, request.asker(), "declined");
        }
    }

    /** By who asked. */
    @Transactional
    public void cancel(Caller caller, UUID id) {
        HelpRequest request = locked(id, caller.subject(), true);
        if (request.status() != Status.CANCELLED) {
            requireOpen(request);
            request.cancel(clock.instant());
            told(request, request.helper(), "taken back");
        }
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void expire() {
        Workload.BACKGROUND.run(() -> transaction.executeWithoutResult(_ -> {
            Instant now = clock.instant();
            requests.findOverdueForChange(now, AT_ONCE).forEach(request -> {
                request.expire(now);
                told(request, request.asker(), "not answered in time");
            });
        }));
    }

    private HelpRequest locked(UUID id, String guest, boolean asAsker) {
        return requests.findForChangeById(new HelpRequestId(id))
                .filter(request -> (asAsker ? request.asker() : request.helper()).equals(guest))
                .orElseThrow(() -> new HelpRequestNotFound(id));
    }

    private void requireOpen(HelpRequest request) {
        if (!request.isOpen(clock.instant())) {
            throw new HelpRequestEnded(request);
        }
    }

    private void told(HelpRequest request, String whom, String word) {
        tell.tell(request.id().value(), whom, "A request was " + word, "What was asked for was " + word + ".");
    }

    static final class HelpRequestNotFound extends Fact {
        HelpRequestNotFound(UUID id) {
            super(Kind.NOT_FOUND, "help-request-not-found", "There is no request " + id + ".");
        }
    }

    private static final class TooManyAsked extends Fact {
        TooManyAsked() {
            super(
                    Kind.TOO_MANY_REQUESTS,
                    "too-many-help-requests",
                    "You have asked " + MOST_A_DAY_TO_ONE + " times of this guest, or " + MOST_A_DAY
                            + " times in all, within a day, as often as one guest may.");
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofHours(1);
        }
    }

    private static final class HelpRequestEnded extends Fact {
        HelpRequestEnded(HelpRequest request) {
            super(
                    Kind.CONFLICT,
                    "help-request-ended",
                    "Request " + request.id() + " is not open any more: it is "
                            + (request.status() == Status.ASKED ? Status.EXPIRED : request.status()) + ".");
        }
    }
}
