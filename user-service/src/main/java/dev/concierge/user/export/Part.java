package dev.concierge.user.export;

import dev.concierge.platform.http.ServiceUnavailable;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.records.ReadPersonalRecords.PersonalRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** A service's part of a guest's file, read page by page; begun by one thread, then read by another. */
final class Part {
    /** Of one service; a file has an end. */
    static final int MOST_RECORDS = 1_000_000;

    private final String service;
    private final KeptRecords kept;
    private final List<String> names;
    private int name;
    private int read;
    private @Nullable Page<PersonalRecord> next;
    private @Nullable String trouble;

    /** @param names that the guest is known by, the id first */
    Part(String service, KeptRecords kept, List<String> names) {
        this.service = service;
        this.kept = kept;
        this.names = names;
    }

    String service() {
        return service;
    }

    /** Why it is not whole; empty as long as it is. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void begin() {
        next = ask(null);
    }

    /** Null behind the last, and where the service answers no more. */
    @Nullable
    List<PersonalRecord> nextPage() {
        Page<PersonalRecord> page = next;
        if (page == null) {
            return null;
        }
        read += page.items().size();
        if (page.next() != null) {
            next = read < MOST_RECORDS ? ask(page.next()) : tooMany();
        } else {
            name++;
            next = name < names.size() ? ask(null) : null;
        }
        return page.items();
    }

    private @Nullable Page<PersonalRecord> ask(@Nullable String cursor) {
        try {
            return kept.page(names.get(name), cursor, PageRequest.MAX_LIMIT);
        } catch (ServiceUnavailable away) {
            trouble = "does not answer";
        } catch (RestClientResponseException refused) {
            trouble = "answers " + refused.getStatusCode().value();
        } catch (RestClientException broken) {
            trouble = "answers what is not understood";
        }
        return null;
    }

    private @Nullable Page<PersonalRecord> tooMany() {
        trouble = "keeps more than " + MOST_RECORDS + " records";
        return null;
    }
}
