package dev.concierge.user.export;

import dev.concierge.platform.paging.Page;
import dev.concierge.platform.records.ReadPersonalRecords.PersonalRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** What a service keeps of a guest. */
interface KeptRecords {
    @GetExchange("/guests/records")
    Page<PersonalRecord> page(
            @RequestParam String guest,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam int limit);
}
