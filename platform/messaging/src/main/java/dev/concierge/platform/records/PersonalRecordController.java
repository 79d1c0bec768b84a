package dev.concierge.platform.records;

import dev.concierge.platform.input.Texts;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.records.ReadPersonalRecords.PersonalRecord;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PersonalRecordController {
    private static final int LONGEST = 200;

    private final PersonalRecords records;
    private final ReadPersonalRecords read;

    PersonalRecordController(PersonalRecords records, ReadPersonalRecords read) {
        this.records = records;
        this.read = read;
    }

    @GetMapping("/guests/records")
    @Operation(summary = "Lists all that is kept here of a guest, by their id or another name of theirs, kind by kind")
    Page<PersonalRecord> personalRecords(@RequestParam String guest, PageRequest page) {
        if (guest.isBlank() || Texts.length(guest) > LONGEST || !Texts.isWhole(guest)) {
            throw new InvalidInput("?guest", guest, "a guest's id or another name of theirs, at most 200 characters");
        }
        return read.page(records, guest, page);
    }
}
