package dev.concierge.curator.curation;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** What user-service offers. */
interface Profiles {
    @GetExchange("/profiles/{guest}")
    Persona find(@PathVariable String guest);
}
