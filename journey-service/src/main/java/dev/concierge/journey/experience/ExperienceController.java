package dev.concierge.journey.experience;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Experiences, for the jobs of other services: each call may be made again, in whichever order it arrives. */
@RestController
@RequestMapping("/journeys/experiences")
class ExperienceController {
    private final Experiences experiences;
    private final Clock clock;

    ExperienceController(Experiences experiences, Clock clock) {
        this.experiences = experiences;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "List experiences by id")
    Page<Experience> list(@RequestParam @Nullable String businessId, PageRequest page) {
        return Page.of(
                experiences.list(businessId, page.after(Numbers::uuid), page.limit()),
                page,
                last -> Cursor.of(last.experienceId()));
    }

    @GetMapping("/{experienceId}")
    @Operation(summary = "Read an experience")
    Experience read(@PathVariable UUID experienceId) {
        return experiences.find(experienceId).orElseThrow(() -> new ExperienceNotFound(experienceId));
    }

    @PutMapping("/{experienceId}")
    @Operation(summary = "Save an experience under an id of the caller's; saving it again changes nothing")
    Experience save(@PathVariable UUID experienceId, @RequestBody @Valid Experience.Save save) {
        try {
            if (!experiences.save(experienceId, save, clock.instant())) {
                throw new ExperienceWithdrawn(experienceId);
            }
        } catch (DuplicateKeyException taken) {
            throw new ExperienceNameTaken(save.name());
        }
        return read(experienceId);
    }

    @DeleteMapping("/{experienceId}")
    @Operation(summary = "Withdraw an experience for good, whether it ever came or not")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID experienceId) {
        experiences.withdraw(experienceId, clock.instant());
    }

    private static final class ExperienceNotFound extends Fact {
        ExperienceNotFound(UUID id) {
            super(Kind.NOT_FOUND, "experience-not-found", "There is no experience " + id + ".");
        }
    }

    private static final class ExperienceWithdrawn extends Fact {
        ExperienceWithdrawn(UUID id) {
            super(Kind.CONFLICT, "experience-withdrawn", "Experience " + id + " was withdrawn.");
        }
    }

    private static final class ExperienceNameTaken extends Fact {
        ExperienceNameTaken(String name) {
            super(Kind.CONFLICT, "experience-name-taken", "The business has an experience named " + name + " already.");
        }
    }
}
