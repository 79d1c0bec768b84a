package dev.concierge.journey.catalogue;

import dev.concierge.journey.catalogue.JourneyVersion.VersionId;
import dev.concierge.journey.definition.JourneyId;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
interface JourneyVersions extends Repository<JourneyVersion, VersionId> {
    @Transactional(propagation = Propagation.MANDATORY)
    JourneyVersion save(JourneyVersion version);

    Optional<JourneyVersion> findById(VersionId id);

    Optional<JourneyVersion> findFirstByIdJourneyOrderByIdNumberDesc(JourneyId journey);

    /** Every version that runs may be on. */
    List<JourneyVersion> findByIdJourneyAndPublishedAtIsNotNullOrderByIdNumber(JourneyId journey);
}
