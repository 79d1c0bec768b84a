package dev.concierge.curator.search;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.TooManyAtOnce;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.HttpClientErrorException;

@Component
public class FindItems {
    private final Searches searches;

    FindItems(ServiceClients services) {
        this.searches = services.create(Searches.class, "search");
    }

    /**
     * By their words alone, so that what is found can be said to hold them.
     *
     * @param caller whose search it is: each has a share of those that run at one time
     */
    public FoundItems find(String words, PageRequest page, Caller caller) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        parameters.add("q", words);
        parameters.add("mode", "words");
        return find(parameters, page, caller);
    }

    /** @param parameters as dorathy-search knows them; it alone can read them, and names those that it cannot */
    FoundItems find(MultiValueMap<String, String> parameters, PageRequest page, Caller caller) {
        MultiValueMap<String, String> asked = new LinkedMultiValueMap<>(parameters);
        asked.add("askedBy", caller.share());
        asked.add("limit", Integer.toString(page.limit()));
        if (page.cursor() != null) {
            asked.add("cursor", page.cursor());
        }
        try {
            return searches.find(asked);
        } catch (HttpClientErrorException.BadRequest refused) {
            Refusal refusal = refused.getResponseBodyAs(Refusal.class);
            if (refusal == null || refusal.errors() == null || refusal.errors().isEmpty()) {
                throw page.refusedCursor();
            }
            throw new InvalidInput(refusal.errors());
        } catch (HttpClientErrorException.TooManyRequests tooMany) {
            throw new TooManyAtOnce();
        }
    }

    /** @throws NothingToCompare when it is not there */
    SimilarItems similar(String kind, String id, int limit, Caller caller) {
        try {
            return searches.similar(kind, id, limit, caller.share());
        } catch (HttpClientErrorException.BadRequest refused) {
            Refusal refusal = refused.getResponseBodyAs(Refusal.class);
            if (refusal == null || refusal.errors() == null || refusal.errors().isEmpty()) {
                throw refused;
            }
            throw new InvalidInput(refusal.errors());
        } catch (HttpClientErrorException.NotFound nothing) {
            throw new NothingToCompare(kind, id);
        } catch (HttpClientErrorException.TooManyRequests tooMany) {
            throw new TooManyAtOnce();
        }
    }

    private static final class NothingToCompare extends Fact {
        private NothingToCompare(String kind, String id) {
            super(Kind.NOT_FOUND, "nothing-to-compare", "There is nothing " + id + " among " + kind + ".");
        }
    }

    Suggestions suggest(String typed) {
        return searches.suggest(typed);
    }

    /** What we read of a problem. */
    private record Refusal(@Nullable List<FieldError> errors) {}
}
