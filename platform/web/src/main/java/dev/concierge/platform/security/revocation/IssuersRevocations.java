package dev.concierge.platform.security.revocation;

import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The list of an issuer in another process. */
final class IssuersRevocations implements Revocations {
    private final URI address;
    private final ResourceRetriever retriever;

    IssuersRevocations(URI address, ResourceRetriever retriever) {
        this.address = address;
        this.retriever = retriever;
    }

    @Override
    public Page after(long number) throws IOException {
        URI next = UriComponentsBuilder.fromUri(address)
                .queryParam("after", number)
                .build()
                .toUri();
        String body = retriever.retrieveResource(next.toURL()).getContent();
        try {
            return JsonMapper.shared().readValue(body, Page.class);
        } catch (JacksonException notOurs) {
            throw new IOException("no list of revoked tokens: " + notOurs.getOriginalMessage(), notOurs);
        }
    }
}
