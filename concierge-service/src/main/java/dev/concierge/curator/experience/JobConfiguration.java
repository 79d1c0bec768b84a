package dev.concierge.curator.experience;

import dev.concierge.curator.content.HeldImages;
import dev.concierge.curator.item.ExperienceItems;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    @Bean
    AdvanceJob.Local localParts(Names names, HeldImages images, ExperienceItems items) {
        return new AdvanceJob.Local(names, images, items);
    }

    @Bean
    AdvanceJob advanceJob(
            ExperienceJobs jobs,
            List<Participant> participants,
            AdvanceJob.Local local,
            TellOfJob tell,
            TransactionTemplate transaction,
            JobSettings settings,
            JobMetrics metrics,
            Clock clock) {
        return new AdvanceJob(jobs, participants, local, tell, transaction, settings, metrics, clock);
    }

    @Bean
    RunJobs runJobs(ExperienceJobs jobs, AdvanceJob advance, JobSettings settings, Clock clock) {
        return new RunJobs(jobs, advance, settings, clock);
    }
}
