package dev.concierge.curator.search;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

@Component
public class FindItems {
    private final Searches searches;

    FindItems(ServiceClients services) {
        this.searches = services.create(Searches.class, "search");
    }

    public Page<FoundItem> find(String words, @Nullable String type, PageRequest page) {
        try {
            return searches.find(words, type, page.cursor(), page.limit());
        } catch (HttpClientErrorException.BadRequest refused) {
            // all else was checked before; only dorathy-search can read its cursors
            throw page.refusedCursor();
        }
    }
}
