package dev.concierge.curator.experience;

import dev.concierge.curator.experience.ExperienceJob.Step;
import dev.concierge.platform.http.ServiceClients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.PutExchange;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is said of the experience, in journey-service. */
@Component
class InfoPart implements Participant {
    private final Experiences experiences;
    private final JsonMapper json;

    InfoPart(ServiceClients services, JsonMapper json) {
        this.experiences = services.create(Experiences.class, "journey");
        this.json = json;
    }

    @Override
    public Step step() {
        return Step.INFO;
    }

    @Override
    public void make(ExperienceJob job) {
        CreateExperience content = job.content();
        try {
            experiences.save(
                    job.experienceId(), new Experiences.Save(content.businessId(), content.name(), info(job, content)));
        } catch (HttpClientErrorException refusal) {
            throw PartRefused.by(
                    refusal, UnaryOperator.identity(), List.of(isName(refusal) ? Trouble.NAME : "/experience"));
        }
    }

    @Override
    public void undo(ExperienceJob job) {
        experiences.withdraw(job.experienceId());
    }

    private Map<String, @Nullable Object> info(ExperienceJob job, CreateExperience content) {
        Map<String, @Nullable Object> info =
                new LinkedHashMap<>(json.convertValue(content.experience(), new TypeReference<>() {}));
        info.remove("name");
        info.put("locationId", content.locationId());
        info.put("offerId", String.valueOf(job.state().offerId()));
        info.put("requestId", job.requestId().toString());
        info.put("owner", job.state().party().owner());
        return info;
    }

    private static boolean isName(HttpClientErrorException refusal) {
        return refusal.getStatusCode().value() == 409;
    }

    /** What journey-service offers to jobs. */
    interface Experiences {
        @PutExchange("/journeys/experiences/{experience}")
        void save(@PathVariable UUID experience, @RequestBody Save save);

        @DeleteExchange("/journeys/experiences/{experience}")
        void withdraw(@PathVariable UUID experience);

        /** What is saved. */
        record Save(String businessId, String name, Map<String, @Nullable Object> info) {}
    }
}
