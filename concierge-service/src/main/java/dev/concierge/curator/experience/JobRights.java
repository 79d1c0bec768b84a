package dev.concierge.curator.experience;

import dev.concierge.curator.item.Capacity;
import dev.concierge.platform.problem.Checks;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may do what for whom. */
@Component
public class JobRights {
    private final JobSettings settings;

    JobRights(JobSettings settings) {
        this.settings = settings;
    }

    /** A guest's userId; of others their kind and name. */
    public static String actor(Caller caller) {
        return isGuest(caller)
                ? caller.subject()
                : caller.kind().name().toLowerCase(Locale.ROOT) + ":" + caller.subject();
    }

    /** Claim {@code grants} of guests' tokens. */
    public static boolean isGranted(Caller caller, Capacity capacity) {
        return capacity == Capacity.SELF || caller.grants().contains(capacity.wireName());
    }

    /** What a guest may not see is not there. */
    static boolean maySee(Caller caller, ExperienceJob job) {
        if (isGuest(caller) && !job.state().party().includes(caller.subject())) {
            return false;
        }
        CreateExperience content = job.state().wanted();
        return caller.businesses().isEmpty()
                || content != null && caller.businesses().contains(content.businessId());
    }

    /** Whoever works on it; its owner may only say yes, no and enough. */
    static boolean mayChange(Caller caller, ExperienceJob job) {
        return maySee(caller, job)
                && (!isGuest(caller) || job.state().party().actor().equals(caller.subject()));
    }

    /** @throws BusinessNotOpen when it is not for this caller to create something there */
    void requireBusiness(Caller caller, String business) {
        boolean isTheirs = caller.businesses().isEmpty() || caller.businesses().contains(business);
        if (!isTheirs || (isGuest(caller) && !settings.isOpenToGuests(business))) {
            throw new BusinessNotOpen(business);
        }
    }

    /** Of a guest's job, whoever fills it in: it sells nothing that the business has already. */
    void checkBrought(Checks checks, Party party, CreateExperience wanted) {
        if (party.isOfGuest()) {
            Brought.check(checks, wanted, settings.businessTypes());
        }
    }

    /**
     * Who does it for whom, of what the request says.
     *
     * @throws CapacityNotGranted when the caller may not act so for others
     */
    Party party(
            Caller caller, @Nullable String wantedOwner, @Nullable Capacity wantedCapacity, @Nullable Integer share) {
        return isGuest(caller)
                ? ofGuest(caller, wantedOwner, wantedCapacity, share)
                : ofOther(caller, wantedOwner, wantedCapacity, share);
    }

    private static Party ofGuest(
            Caller caller, @Nullable String wantedOwner, @Nullable Capacity wanted, @Nullable Integer share) {
        String owner = Objects.requireNonNullElse(wantedOwner, caller.subject());
        boolean forSelf = owner.equals(caller.subject());
        if (forSelf) {
            if (wanted != null && wanted != Capacity.SELF) {
                throw new InvalidInput("/capacity", wanted.wireName(), "self, or an owner other than yourself");
            }
            return new Party(caller.subject(), owner, Capacity.SELF, share, Party.Consent.NOT_NEEDED, null);
        }
        if (wanted == null || wanted == Capacity.SELF) {
            throw new InvalidInput(
                    "/capacity",
                    wanted == null ? null : wanted.wireName(),
                    "partner, expert or help-desk, for another guest");
        }
        if (!isGranted(caller, wanted)) {
            throw new CapacityNotGranted(wanted);
        }
        return new Party(caller.subject(), owner, wanted, share, Party.Consent.ASKED, null);
    }

    /**
     * Who calls for a guest has made sure that the guest wants it; the help desk asks. A business has not: the guest may
     * never have heard of it, so whoever calls with a token for some businesses asks as well.
     */
    private static Party ofOther(
            Caller caller, @Nullable String owner, @Nullable Capacity wanted, @Nullable Integer share) {
        boolean isDesk = caller.kind() == Caller.Kind.OPERATOR && owner != null;
        Capacity usual = isDesk ? Capacity.HELP_DESK : Capacity.SELF;
        Capacity capacity = Objects.requireNonNullElse(wanted, usual);
        if (capacity != Capacity.SELF && !(isDesk && capacity == Capacity.HELP_DESK)) {
            throw new InvalidInput("/capacity", capacity.wireName(), isDesk ? "self or help-desk" : "self");
        }
        boolean isOfBusiness = owner != null && !caller.businesses().isEmpty();
        return new Party(
                actor(caller),
                owner,
                capacity,
                share,
                capacity == Capacity.SELF && !isOfBusiness ? Party.Consent.NOT_NEEDED : Party.Consent.ASKED,
                null);
    }

    private static boolean isGuest(Caller caller) {
        return caller.kind() == Caller.Kind.GUEST;
    }

    /** A guest has not been granted this. */
    public static final class CapacityNotGranted extends Fact {
        public CapacityNotGranted(Capacity capacity) {
            super(
                    Kind.FORBIDDEN,
                    "capacity-not-granted",
                    "You may not act as " + capacity.wireName() + " (expected: a grant of it in the token).");
        }
    }

    private static final class BusinessNotOpen extends Fact {
        BusinessNotOpen(String business) {
            super(
                    Kind.FORBIDDEN,
                    "business-not-open",
                    "You may create no experiences at " + business + " (expected: one that is open to you).");
        }
    }
}
